// Judges of table columns: names, posts, marks, remarks of a sign-in sheet.
import type { ElementRule } from "../../rulebook/rulebook.ts";
import { EMPTY_SPAN } from "../../text/normalized.ts";
import type { ExaminationContext, Verdict } from "../context.ts";
import { peopleIn } from "../names.ts";
import { placeholdersIn } from "../placeholders.ts";
import { type Cell, column, filled } from "../tables.ts";

/** A column with something in it. Whether each single cell is right is the attendance check's business. */
export function columnCells(context: ExaminationContext, rule: ElementRule): Verdict | undefined {
  const cells = context.table && column(context.table, rule.columns);
  if (!context.table || !cells) return undefined;
  const { lexicon } = context.rulebook;
  const written = cells.filter((cell) => filled(cell, lexicon.blanks));
  const [first] = written;
  if (!first) return { state: "label_blank", evidence: context.table.rows[0]?.span ?? EMPTY_SPAN };
  return { state: "ok", evidence: rowOf(context, first), value: written.map((cell) => cell.text) };
}

/** The column of names; a form with XX in it is a placeholder. */
export function rosterNames(context: ExaminationContext, rule: ElementRule): Verdict | undefined {
  const cells = context.table && column(context.table, rule.columns);
  if (!context.table || !cells) return undefined;
  const { lexicon } = context.rulebook;
  const written = cells.filter((cell) => filled(cell, lexicon.blanks));
  const [first] = written;
  if (!first) return { state: "label_blank", evidence: context.table.rows[0]?.span ?? EMPTY_SPAN };
  if (written.every((cell) => placeholdersIn(cell.text, lexicon).length > 0))
    return { state: "placeholder", evidence: rowOf(context, first) };
  const names = written.flatMap((cell) => peopleIn(cell.text, lexicon, false).map((person) => person.name));
  return { state: "ok", evidence: rowOf(context, first), value: names };
}

const rowOf = (context: ExaminationContext, cell: Cell): { start: number; end: number } =>
  context.table?.rows.find((row) => row.cells.includes(cell))?.span ?? cell;

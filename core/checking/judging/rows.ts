// Judges of table columns: names, posts, marks, remarks of a sign-in sheet.
import type { ElementRule } from "../../rulebook/rulebook.ts";
import { peopleIn } from "../names.ts";
import { placeholdersIn } from "../placeholders.ts";
import type { Study, Verdict } from "../study.ts";
import { type Cell, column, filled } from "../tables.ts";

const NOWHERE = { start: 0, end: 0 };

/** A column with something in it. Whether each single cell is right is the attendance check's business. */
export function columnCells(study: Study, rule: ElementRule): Verdict | undefined {
  const cells = study.table && column(study.table, rule.columns);
  if (!study.table || !cells) return undefined;
  const { lexicon } = study.rulebook;
  const written = cells.filter((cell) => filled(cell, lexicon.blanks));
  const [first] = written;
  if (!first) return { state: "label_blank", evidence: study.table.rows[0]?.span ?? NOWHERE };
  return { state: "ok", evidence: rowOf(study, first), value: written.map((cell) => cell.text) };
}

/** The column of names; a form with XX in it is a placeholder. */
export function rosterNames(study: Study, rule: ElementRule): Verdict | undefined {
  const cells = study.table && column(study.table, rule.columns);
  if (!study.table || !cells) return undefined;
  const { lexicon } = study.rulebook;
  const written = cells.filter((cell) => filled(cell, lexicon.blanks));
  const [first] = written;
  if (!first) return { state: "label_blank", evidence: study.table.rows[0]?.span ?? NOWHERE };
  if (written.every((cell) => placeholdersIn(cell.text, lexicon).length > 0))
    return { state: "placeholder", evidence: rowOf(study, first) };
  const names = written.flatMap((cell) => peopleIn(cell.text, lexicon, false).map((person) => person.name));
  return { state: "ok", evidence: rowOf(study, first), value: names };
}

const rowOf = (study: Study, cell: Cell): { start: number; end: number } =>
  study.table?.rows.find((row) => row.cells.includes(cell))?.span ?? cell;

/**
 * Units, members and accounts from a workbook. Nothing of a file with a fault is taken; what is taken is written some steps
 * at a time under the register's lock, and taken up again where a crash has left it:
 *
 *   preview ─▶ begin (plan kept, register locked) ─▶ step ─▶ step ─▶ … ─▶ end (lock off)
 *                          └───────── crash ─────────┘ taken up again by whoever looks next
 */
import { entriesOf } from "../../../core/organisation/import/entries.ts";
import { type ImportPlan, planImport } from "../../../core/organisation/import/plan.ts";
import { rolesOn } from "../../../core/organisation/person.ts";
import { type RegisterEvent, registerId } from "../../../core/organisation/register.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { ReadingRefused, sentenceOf } from "../../../core/reading/refusal.ts";
import { clock } from "../../adapters/clock.ts";
import { newId } from "../../adapters/identifier.ts";
import {
  getImport,
  type Import,
  importsOf,
  moveImport,
  packImport,
  rowsOfImport,
  writeImport,
} from "../../adapters/table/imports.ts";
import { peopleOf, personByLogin } from "../../adapters/table/people.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { unitsOf } from "../../adapters/table/units.ts";
import { record } from "../offices/register.ts";
import { retired } from "../people/retirement.ts";
import { stepsOf } from "./steps.ts";

export type { Import };

export interface Preview extends ImportPlan {
  /** Of the register: what is imported is what has been seen, or nothing. */
  readonly base: number;
}

const versionOf = async (jurisdiction: string): Promise<number> =>
  (await subjects.register.read(registerId(jurisdiction)))?.state.version ?? 0;

/** What the workbook would change, and whatever is wrong in it. Changes nothing. */
export async function previewImport(jurisdiction: string, bytes: Uint8Array): Promise<Result<Preview>> {
  const base = await versionOf(jurisdiction);
  // Loaded with the first workbook: nothing else that the API does reads one.
  const { readForm } = await import("../../../core/reading/sheet/cells.ts");
  const sheets = await readForm(bytes).catch((error: unknown) => {
    if (error instanceof ReadingRefused) return error;
    throw error;
  });
  if (sheets instanceof ReadingRefused)
    return refuse(
      "input",
      "workbook_unreadable",
      `${sentenceOf(sheets.reason) ?? "文件打不开"}；请用 Excel 或 WPS 另存为 .xlsx 后重试。`,
    );
  const read = entriesOf(sheets);
  const [units, people] = await Promise.all([unitsOf(jurisdiction, true), peopleOf(jurisdiction, true)]);
  const logins = new Set(read.entries.people.flatMap(({ values: { login } }) => login ?? []));
  const known = new Set(people.map(({ login }) => login));
  const foreign = await Promise.all(
    [...logins]
      .filter((login) => !known.has(login))
      .map(async (login) => (await personByLogin(login)) && login),
  );
  const plan = planImport(read, {
    jurisdiction,
    units,
    people,
    takenElsewhere: new Set(foreign.flatMap((login) => login ?? [])),
    newId,
  });
  return accept({ ...withAdministrator(plan, people.length > 0 ? people : []), base });
}

/** A file that would leave the office without an administrator has a fault as a whole. */
function withAdministrator(plan: ImportPlan, people: Awaited<ReturnType<typeof peopleOf>>): ImportPlan {
  const today = clock.today();
  const changed = new Map(plan.people.map(({ after }) => [after.id, after]));
  const then = [...people.map((one) => changed.get(one.id) ?? one), ...changed.values()];
  if (then.some((one) => rolesOn(one, today).includes("administrator"))) return plan;
  const message = "导入后将没有管理员，请保留至少一位管理员";
  return {
    units: [],
    people: [],
    faults: [...plan.faults, { sheet: "账号", row: 0, column: "角色", message }],
  };
}

const seenOtherwise = refuse(
  "conflict",
  "import_outdated",
  "预览之后单位或账号又有变化，请重新预览后再导入。",
);

export async function applyImport(
  jurisdiction: string,
  { bytes, fileName, base }: { readonly bytes: Uint8Array; readonly fileName: string; readonly base: number },
  by: string,
): Promise<Result<Import>> {
  const preview = await previewImport(jurisdiction, bytes);
  if (!preview.ok) return preview;
  const { units, people, faults } = preview.value;
  if (faults.length > 0)
    return refuse(
      "input",
      "import_faulty",
      `文件中有${faults.length}处错误，没有导入任何内容，请改正后重试。`,
    );
  if (units.length + people.length === 0)
    return refuse("conflict", "import_empty", "文件与现有内容一致，没有可导入的变化。");
  const packed = packImport({ units, people });
  if (!packed) return refuse("input", "import_too_large", "文件内容过多，请分几次导入。");
  const made: Import = {
    jurisdiction,
    id: newId("imp"),
    fileName,
    by,
    at: clock.instant(),
    stage: "applying",
    written: 0,
    units: units.length,
    people: people.length,
    packed,
  };
  const begun = await record(jurisdiction, by, async (register) =>
    (register?.version ?? 0) === base && preview.value.base === base
      ? accept({ value: made, events: [eventOf("ImportBegun", made)], writes: [writeImport(made)] })
      : seenOtherwise,
  );
  return begun.ok ? takeUp(begun.value) : begun;
}

const eventOf = (type: RegisterEvent["type"], { id, fileName, units, people }: Import): RegisterEvent => ({
  type,
  about: id,
  name: fileName,
  changes: [
    { what: "单位", after: String(units) },
    { what: "账号", after: String(people) },
  ],
});

/** A transaction holds 100 writes; a step has up to three and its entry. */
const STEPS = 20;

/** Writes what an import still owes; begun again after a crash it goes on where it was. */
export async function takeUp(begun: Import): Promise<Result<Import>> {
  const { jurisdiction, by } = begun;
  const isUndo = begun.stage === "undoing";
  const rows = rowsOfImport(begun);
  const steps = stepsOf(rows, isUndo ? "undo" : "apply");
  let now = begun;
  while (now.written < steps.length) {
    const seen = now;
    const next = steps.slice(seen.written, seen.written + STEPS);
    const after = { ...seen, written: seen.written + next.length };
    const stepped = await record(
      jurisdiction,
      by,
      async () =>
        accept({
          value: after,
          events: next.map(({ event }) => event),
          writes: [...next.flatMap(({ writes }) => writes()), moveImport(seen, { written: after.written })],
        }),
      seen.id,
    );
    if (!stepped.ok) return stepped;
    now = stepped.value;
  }
  const ended: Import = { ...now, stage: isUndo ? "undone" : "applied" };
  const finished = await record(
    jurisdiction,
    by,
    async () =>
      accept({
        value: ended,
        events: [eventOf(isUndo ? "ImportUndone" : "Imported", ended)],
        writes: [moveImport(now, { stage: ended.stage })],
      }),
    now.id,
  );
  if (finished.ok)
    for (const { before, after } of rows.people) await retired(isUndo ? (before ?? after) : after);
  return finished;
}

/** The latest imports; one that a crash has broken off is taken up first. */
export async function listImports(jurisdiction: string): Promise<Import[]> {
  await finishBroken(jurisdiction);
  return importsOf(jurisdiction);
}

async function finishBroken(jurisdiction: string): Promise<void> {
  const importing = (await subjects.register.read(registerId(jurisdiction)))?.state.importing;
  const broken = importing === undefined ? undefined : await getImport(jurisdiction, importing);
  if (broken) await takeUp(broken);
}

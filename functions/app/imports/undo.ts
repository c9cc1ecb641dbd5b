/** Taking an import back within a day, as long as nothing has been built on it. */
import { isDeepStrictEqual } from "node:util";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { isNoPassword } from "../../adapters/password.ts";
import {
  getImport,
  type Import,
  type ImportedRows,
  moveImport,
  rowsOfImport,
} from "../../adapters/table/imports.ts";
import { linksOfUnit } from "../../adapters/table/links.ts";
import { peopleOf, personByLogin } from "../../adapters/table/people.ts";
import { submissionsOfUnit } from "../../adapters/table/submissions.ts";
import { unitsOf } from "../../adapters/table/units.ts";
import { type Recorded, record } from "../offices/register.ts";
import { takeUp } from "./imports.ts";

const DAY_MS = 86_400_000;

/** Whether it may still be taken back as far as time goes. */
export const isUndoable = ({ stage, at }: Import): boolean =>
  stage === "applied" && clock.now().getTime() - Date.parse(at) < DAY_MS;

const settled = refuse("conflict", "import_settled", "这次导入已超过一天或已撤销，请直接修改单位和账号。");

export async function undoImport(jurisdiction: string, id: string, by: string): Promise<Result<Import>> {
  const begun = await record(jurisdiction, by, async (): Promise<Result<Recorded<Import>>> => {
    const made = await getImport(jurisdiction, id);
    if (!made) return refuse("missing", "import_unknown", "没有找到这次导入，请刷新页面。");
    if (!isUndoable(made)) return settled;
    const built = await builtOn(jurisdiction, rowsOfImport(made));
    if (built.length > 0) {
      const some = built.slice(0, 5).join("、") + (built.length > 5 ? `等${built.length}项` : "");
      return refuse("conflict", "import_built_on", `不能撤销：${some}在导入后已修改或已使用，请直接修改。`);
    }
    return accept({
      value: { ...made, stage: "undoing" as const, written: 0 },
      events: [{ type: "UndoBegun", about: id, name: made.fileName, changes: [] }],
      writes: [moveImport(made, { stage: "undoing", written: 0 })],
    });
  });
  return begun.ok ? takeUp(begun.value) : begun;
}

/** Names of what is no longer as imported, or has been used: units with links or papers, accounts with a password. */
async function builtOn(jurisdiction: string, rows: ImportedRows): Promise<string[]> {
  const [units, people] = await Promise.all([unitsOf(jurisdiction, true), peopleOf(jurisdiction, true)]);
  const unitNow = new Map(units.map((unit) => [unit.id, unit]));
  const personNow = new Map(people.map((person) => [person.id, person]));
  const ofUnits = await Promise.all(
    rows.units.map(async ({ before, after }) => {
      const isSame = isDeepStrictEqual(unitNow.get(after.id), after);
      return isSame && (before || !(await isUsed(jurisdiction, after.id))) ? [] : [after.shortName];
    }),
  );
  const ofPeople = await Promise.all(
    rows.people.map(async ({ before, after }) => {
      const isSame = isDeepStrictEqual(personNow.get(after.id), after);
      return isSame && (before || (await isUntouched(after.login))) ? [] : [after.name];
    }),
  );
  return [...ofUnits, ...ofPeople].flat();
}

async function isUsed(jurisdiction: string, unitId: string): Promise<boolean> {
  const [links, papers] = await Promise.all([linksOfUnit(unitId), submissionsOfUnit(jurisdiction, unitId)]);
  return links.length + papers.length > 0;
}

async function isUntouched(login: string): Promise<boolean> {
  const row = await personByLogin(login);
  return row !== undefined && isNoPassword(row.password);
}

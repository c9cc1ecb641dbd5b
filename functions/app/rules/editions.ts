/** An office's own rules: looked at, tried, imported as a new edition, brought back from an old one. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { hashOfRules, type RuleFiles } from "../../../core/rulebook/own-rules.ts";
import { faultLines, RulebookRefused } from "../../../core/rulebook/refused.ts";
import type { Rulebook, RulebookFault } from "../../../core/rulebook/rulebook.ts";
import { UnreadableRow } from "../../../core/subject/stored.ts";
import { clock } from "../../adapters/clock.ts";
import { log } from "../../adapters/log.ts";
import { defaultRules } from "../../adapters/rulebook/default-rules.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import {
  addEdition,
  currentEdition,
  editionsOf,
  filesOfEdition,
  getEdition,
  packRules,
} from "../../adapters/table/rulebook-editions.ts";
import { namesOfPeople } from "../people/names.ts";
import { type Trial, tryRules } from "./trial.ts";

/** Who acts where there is no sign-in: whoever has the data folder in hand. */
export const OPERATOR = "operator";

/** Edition 0 is what an office goes by that has imported nothing. */
export const DEFAULT_EDITION = 0;

interface Wanted {
  /** The edition that the caller has seen in force. */
  readonly base: number;
  readonly note: string;
}

/** What is in force, and why it may not be. */
export async function currentRules(jurisdiction: string) {
  const edition = await editionInForce(jurisdiction);
  const [made, files = {}, names, { rulebook, refused }] = await Promise.all([
    getEdition(jurisdiction, edition),
    readable(filesOf(jurisdiction, edition)),
    namesOfPeople(jurisdiction),
    usable(jurisdiction),
  ]);
  return { edition, made, files, hash: hashOfRules(files), names, version: rulebook?.version, refused };
}

export async function listEditions(jurisdiction: string) {
  const [editions, names] = await Promise.all([editionsOf(jurisdiction), namesOfPeople(jurisdiction)]);
  return { editions, names };
}

/** The files of an edition, of the one in force if none is named. */
export async function exportRules(
  jurisdiction: string,
  asked?: number,
): Promise<Result<{ edition: number; files: RuleFiles }>> {
  const edition = asked ?? (await editionInForce(jurisdiction));
  const files = await filesOf(jurisdiction, edition);
  return files ? accept({ edition, files }) : unknownEdition(edition);
}

/** What importing these files would do; nothing is changed. */
export async function tryImport(
  jurisdiction: string,
  files: RuleFiles,
): Promise<{ base: number; trial: Trial }> {
  const base = await editionInForce(jurisdiction);
  return { base, trial: await tryRules(files, (await usable(jurisdiction)).rulebook) };
}

type Actor = Pick<Person, "id" | "jurisdiction">;

/** The files come into force as a new edition, unless something is wrong with them or somebody was faster. */
export const importRules = (
  actor: Actor,
  files: RuleFiles,
  wanted: Wanted,
): Promise<Result<{ edition: number }>> => comeIntoForce(actor, files, wanted);

/** An old edition's files come into force again, as a new edition: they have to stand the same trial. */
export async function restoreRules(
  actor: Actor,
  edition: number,
  wanted: Wanted,
): Promise<Result<{ edition: number }>> {
  const files = await filesOf(actor.jurisdiction, edition);
  return files ? comeIntoForce(actor, files, wanted, edition) : unknownEdition(edition);
}

async function comeIntoForce(
  { id: by, jurisdiction }: Actor,
  files: RuleFiles,
  { base, note }: Wanted,
  restored?: number,
): Promise<Result<{ edition: number }>> {
  const current = await currentEdition(jurisdiction, true);
  if ((current?.edition ?? DEFAULT_EDITION) !== base) return overtaken;
  const hash = hashOfRules(files);
  if (current?.hash === hash && (await readable(filesOf(jurisdiction, base))))
    return refuse("conflict", "rules_unchanged", `这些文件与现行第${base}版完全相同，不需要导入。`);
  const packed = packRules(files);
  if (!packed)
    return refuse(
      "input",
      "rules_too_large",
      "规则文件太多，压缩后仍超过 390 KB，存不下。请删去不用的文件和多余的例子。",
    );
  const wrong = faultOf(await tryRules(files, undefined));
  if (wrong) return wrong;
  const edition = base + 1;
  const made = {
    jurisdiction,
    edition,
    hash,
    by,
    at: clock.instant(),
    note,
    files: Object.keys(files).length,
    ...(restored !== undefined && { restored }),
  };
  if (!(await addEdition(made, packed))) return overtaken;
  log.info({
    code: restored === undefined ? "rules_imported" : "rules_restored",
    message: `edition ${edition} of the rules, by ${by}, ${hash.slice(0, 8)}`,
    subject: jurisdiction,
  });
  return accept({ edition });
}

const overtaken = refuse(
  "conflict",
  "rules_overtaken",
  "现行规则已被别人更新，没有覆盖。请刷新后重新比对，再导入。",
);
const unknownEdition = (edition: number) =>
  refuse("missing", "not_found", `没有第${edition}版规则，请核对版次。`);

const MAX_TOLD = 20;

/** Why rules are refused; all of it in one sentence a line, as `qiyou rules test` tells it. */
function faultOf({ faults, failures }: Trial) {
  if (faults.length > 0)
    return refuse("input", "rulebook_refused", `规则有 ${faults.length} 处错误，没有导入：\n${told(faults)}`);
  if (failures.length === 0) return undefined;
  const lines = failures
    .slice(0, MAX_TOLD)
    .map(
      ({ rule, kind, sample }) =>
        `  ${rule}：${kind === "accept" ? "应认而未认" : "不应认而认了"}“${shortened(sample)}”`,
    );
  return refuse(
    "input",
    "samples_failed",
    `有 ${failures.length} 个例子不符，没有导入。请改规则，或者把例子也照新的规则改写：\n${lines.join("\n")}`,
  );
}

const told = (faults: readonly RulebookFault[]): string => faultLines(faults.slice(0, MAX_TOLD));
const shortened = (sample: string): string => sample.replaceAll("\n", " ⏎ ").slice(0, 60);

const editionInForce = async (jurisdiction: string): Promise<number> =>
  (await currentEdition(jurisdiction, true))?.edition ?? DEFAULT_EDITION;

async function filesOf(jurisdiction: string, edition: number): Promise<RuleFiles | undefined> {
  if (edition === DEFAULT_EDITION) return (await defaultRules()).files;
  const made = await getEdition(jurisdiction, edition);
  return made && filesOfEdition(jurisdiction, made.hash);
}

/** Rules that were good once and are not for this product: whoever looks after them must still get at them. */
async function usable(jurisdiction: string): Promise<{ rulebook?: Rulebook; refused?: string }> {
  try {
    return { rulebook: await rulebookInForce(jurisdiction) };
  } catch (error) {
    if (error instanceof RulebookRefused || error instanceof UnreadableRow) return { refused: error.message };
    throw error;
  }
}

/** Undefined where they are damaged: to mend them is what the page is for. */
const readable = <T>(read: Promise<T>): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    if (error instanceof UnreadableRow) return undefined;
    throw error;
  });

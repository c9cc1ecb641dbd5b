/** An office's own rules as its administrator sees them. */
import type * as z from "zod";
import { type currentRules, type listEditions, OPERATOR } from "../../app/rules/editions.ts";
import type { Trial } from "../../app/rules/trial.ts";
import type * as contract from "../contract/rule-editions.ts";

type Listed = Awaited<ReturnType<typeof listEditions>>;

export function editionLine(
  { edition, hash, at, by, note, files, restored }: Listed["editions"][number],
  names: Listed["names"],
): z.input<typeof contract.ruleEdition> {
  const byName = names.get(by) ?? (by === OPERATOR ? "服务器上的命令行" : "");
  return { edition, hash, at, byName, note, files, restored };
}

export function rulesInForceView({
  edition,
  hash,
  version,
  refused,
  made,
  names,
  files,
}: Awaited<ReturnType<typeof currentRules>>): z.input<typeof contract.rulesInForce> {
  return {
    edition,
    hash,
    version,
    refused,
    made: made && editionLine(made, names),
    files: Object.entries(files)
      .map(([name, text]) => ({ name, characters: text.length }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

export function trialView(base: number, trial: Trial): z.input<typeof contract.rulesTrial> {
  const { faults, failures, uncovered, samples, papers, changes } = trial;
  return {
    base,
    faults: [...faults],
    failures: [...failures],
    uncovered: [...uncovered],
    samples,
    papers: {
      types: papers.types.map((one) => ({ ...one, learned: [...one.learned] })),
      tried: papers.tried.map((one) => ({
        ...one,
        found: [...one.found],
        missed: [...one.missed],
        unmarked: [...one.unmarked],
      })),
    },
    changes: changes && {
      types: [...changes.types],
      rules: [...changes.rules],
      settings: [...changes.settings],
    },
  };
}

/** Rules tried before they come into force: what is wrong with them, which samples they fail, what they would change. */
import { runInNewContext } from "node:vm";
import type { PaperTrial } from "../../../core/checking/papers-told.ts";
import type { SampleReport } from "../../../core/checking/samples.ts";
import { changesBetween, type RulebookChanges } from "../../../core/rulebook/changes.ts";
import type { RuleFiles } from "../../../core/rulebook/own-rules.ts";
import { isRulebook, type Rulebook, type RulebookFault } from "../../../core/rulebook/rulebook.ts";

export interface Trial {
  readonly faults: readonly RulebookFault[];
  readonly failures: SampleReport["failures"];
  /** Rules with fewer samples than they should have; no reason to refuse them. */
  readonly uncovered: SampleReport["uncovered"];
  readonly samples: number;
  /** What the office's marked papers teach; no reason to refuse anything. */
  readonly papers: PaperTrial;
  /** Absent where the new rules, or those in force, cannot be used. */
  readonly changes?: RulebookChanges;
}

/** A thousand samples take a second; a pattern that never ends must not take the service along. */
const TRIAL_MILLISECONDS = 10_000;
const NOTHING = { failures: [], uncovered: [], samples: 0, papers: { types: [], tried: [] } };

/** @param inForce what they are compared with; undefined when it cannot be used any more */
export async function tryRules(
  files: RuleFiles,
  inForce: Rulebook | undefined,
  milliseconds = TRIAL_MILLISECONDS,
): Promise<Trial> {
  const { rulebookOf } = await import("../../adapters/rulebook/folder.ts");
  const answer = rulebookOf(files);
  if (!isRulebook(answer)) return { ...NOTHING, faults: answer.errors };
  const changes = inForce && changesBetween(inForce, answer);
  const told = { ...NOTHING, ...(changes && { changes }) };
  const [{ runSamples }, { tryPapers }] = await Promise.all([
    import("../../../core/checking/samples.ts"),
    import("../../../core/checking/paper-trial.ts"),
  ]);
  const report = runWithin(() => runSamples(answer), milliseconds);
  if (!report) return { ...told, faults: [ENDLESS] };
  const papers = runWithin(() => tryPapers(answer), milliseconds);
  if (!papers) return { ...told, faults: [TOO_SLOW] };
  const { failures, uncovered, samples } = report;
  return { ...told, faults: [], failures, uncovered, samples, papers };
}

const ENDLESS: RulebookFault = {
  file: "辖区",
  line: 1,
  message: "正反例试了十秒还没有试完：多半是某个表达式里一层套一层地用了 * 或 +，如 (.*)*，请改写",
};
const TOO_SLOW: RulebookFault = {
  file: "辖区/papers",
  line: 1,
  message: "标好的材料试了十秒还没有试完：请减少份数，每份只留下有标记的部分",
};

/** Undefined when it takes too long: a context of its own is what can be stopped from outside. */
function runWithin<T>(run: () => T, timeout: number): T | undefined {
  try {
    return runInNewContext("run()", { run }, { timeout });
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  }
}

/** It comes from the other context, whose `Error` is not ours. */
const isTimeout = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

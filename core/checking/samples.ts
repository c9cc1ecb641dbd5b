// Runs the samples that rules carry: what must match, what must not, and which rules nothing covers.
import type { Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import { classify } from "./classify.ts";
import { count } from "./counting.ts";
import { crossCheck } from "./cross/cross-check.ts";
import { sampledSet } from "./cross/sampled-set.ts";
import type { ExaminationInput } from "./examination.ts";
import { examineAs } from "./examine.ts";
import { layOut } from "./page.ts";

export type SampleFailure = { rule: string; kind: "accept" | "reject"; sample: string; got: string };
export type SampleReport = {
  rules: number;
  samples: number;
  failures: SampleFailure[];
  uncovered: Uncovered[];
};
/** A rule with fewer than two samples of either kind, and how many it has. */
type Uncovered = { rule: string; accept: number; reject: number };

type Samples = { accept: string[]; reject: string[] };
/** Says what a rule makes of a sample, and whether it took it. */
type Trial = (sample: string) => { taken: boolean; got: string };

const AS_OF = "2026-12-31";
const PRESENT = new Set(["ok", "weak", "partial", "invalid"]);
const WANTED = 2;
/** First lines of a sample that say what is known beside the text: `#名单：柳岸、梅岭`, `#报送：2024-05-08`, `#年度：2024`. */
const CONTEXT = /^#(名单|报送|年度)[：:](.*)\n/;

/** Every sample of every rule, or of `only` one; a rule with fewer than two of either kind is listed as uncovered. */
export function runSamples(rulebook: Rulebook, only?: string): SampleReport {
  const report: SampleReport = { rules: 0, samples: 0, failures: [], uncovered: [] };
  const seen = new Set<Samples>();
  const run = (rule: string, inline: Samples | undefined, trial: Trial): void => {
    const shared = inline && inline.accept.length > 0 && seen.has(inline);
    if (inline) seen.add(inline);
    if (only !== undefined && rule !== only) return;
    const beside = rulebook.samples.get(rule);
    // An element that several types share is tried once, under the first of them, unless a type brings its own samples.
    if (shared && !beside) return;
    const all = (kind: "accept" | "reject"): string[] => [
      ...(shared ? [] : (inline?.[kind] ?? [])),
      ...(beside?.[kind] ?? []),
    ];
    report.rules++;
    const [accept, reject] = [all("accept").length, all("reject").length];
    if (accept < WANTED || reject < WANTED) report.uncovered.push({ rule, accept, reject });
    for (const kind of ["accept", "reject"] as const)
      for (const sample of all(kind)) {
        report.samples++;
        const { taken, got } = trial(sample);
        if (taken !== (kind === "accept")) report.failures.push({ rule, kind, sample, got });
      }
  };
  for (const type of rulebook.types.values()) {
    run(`type.${type.id}`, type.samples, (sample) => typeTrial(sample, type, rulebook));
    for (const element of type.elements)
      run(element.rule, element.samples, (sample) => elementTrial(sample, type, element.id, rulebook));
  }
  for (const { source } of [...rulebook.checks, ...rulebook.counting]) {
    const type = rulebook.types.get(source.types.find((id) => rulebook.types.has(id)) ?? "minutes_record");
    if (type) run(source.id, source.samples, (sample) => findingTrial(sample, type, source.id, rulebook));
  }
  for (const rule of rulebook.across)
    run(rule.id, rule.samples, (sample) => {
      const found = crossCheck(sampledSet(sample, AS_OF, rulebook), { ...rulebook, across: [rule] });
      return { taken: found.length > 0, got: found.map(({ message }) => message).join("、") };
    });
  return report;
}

/** A sample with what its first lines say of the roster and the day of filing. */
function inputOf(sample: string): ExaminationInput {
  const input: ExaminationInput = { text: sample, asOf: AS_OF };
  for (let head = CONTEXT.exec(input.text); head; head = CONTEXT.exec(input.text)) {
    const [line, what, value = ""] = head;
    if (what === "名单") input.roster = value.split("、");
    else if (what === "年度") input.filed = { year: Number(value) };
    else input.asOf = value.trim();
    input.text = input.text.slice(line.length);
  }
  return input;
}

function typeTrial(sample: string, type: TypeRule, rulebook: Rulebook): { taken: boolean; got: string } {
  const got = classify(layOut(sample, rulebook.lexicon), rulebook, undefined);
  return { taken: got === type.id, got };
}

function elementTrial(
  sample: string,
  type: TypeRule,
  element: string,
  rulebook: Rulebook,
): { taken: boolean; got: string } {
  const { verdicts } = examineAs(type, { text: sample, asOf: AS_OF }, rulebook);
  const got = verdicts.get(element)?.state ?? "missing";
  return { taken: PRESENT.has(got), got };
}

function findingTrial(
  sample: string,
  type: TypeRule,
  rule: string,
  rulebook: Rulebook,
): { taken: boolean; got: string } {
  const { context, verdicts, findings } = examineAs(type, inputOf(sample), rulebook);
  count(context, verdicts, findings);
  return {
    taken: findings.some((finding) => finding.rule === rule),
    got: findings.map((finding) => finding.code).join("、"),
  };
}

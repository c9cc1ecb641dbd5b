/** What the samples of rules showed, a line each. */
import type { SampleReport } from "../core/checking/samples.ts";

const MAX_LENGTH = 60;

export const failedSamples = (failures: SampleReport["failures"]): string[] =>
  failures.map(({ rule, kind, sample, got }) => {
    const shown = sample.replace(/\n/g, " ⏎ ").slice(0, MAX_LENGTH);
    return `  ✗ ${rule}：${kind === "accept" ? "应认而未认" : "不应认而认了"}（得到 ${got || "无"}）“${shown}”`;
  });

export const uncoveredRules = (uncovered: SampleReport["uncovered"]): string[] =>
  uncovered.length === 0
    ? []
    : [`还有 ${uncovered.length} 条规则的正例或反例不足两条：`, ...uncovered.map(lacking)];

/** What is lacking, and where it belongs. */
function lacking({ rule, accept, reject }: SampleReport["uncovered"][number]): string {
  const [owner = "", ...rest] = rule.split(".");
  const places: Readonly<Record<string, string>> = {
    type: `types/${rest.join(".")}.yaml 的 samples`,
    check: "samples/checks.yaml",
    counting: "samples/checks.yaml",
    across: "samples/across.yaml",
  };
  const place = places[owner] ?? `samples/${owner}.yaml 的 ${rest.join(".")}`;
  return `  ${rule}：正例 ${accept}、反例 ${reject}，请补写在 ${place} 下`;
}

/** Overruled rules as a list and as a sheet. */
import type * as z from "zod";
import { writtenPaper } from "../../../core/checking/training/written.ts";
import type { overruledRules, overrulingsMade } from "../../app/rules/overruled.ts";
import type { overruledPapers } from "../../app/rules/overruled-papers.ts";
import type { overruled } from "../contract/rules.ts";

export function overruledView({
  since,
  records,
  names,
  ruleNames,
  version,
}: Awaited<ReturnType<typeof overruledRules>>): z.input<typeof overruled> {
  const rules = records.map(({ latest, ...record }) => ({
    ...record,
    name: ruleNames.get(record.rule) ?? latest[0]?.overruling.finding.message ?? record.rule,
    latest: latest.map(({ submissionId, unitId, overruling }) => ({
      submissionId,
      unitName: names.get(unitId) ?? "",
      message: overruling.finding.message,
      reason: overruling.reason,
      byName: names.get(overruling.by) ?? "",
      at: overruling.at,
      rulebook: overruling.rulebook,
    })),
  }));
  return { since, rulebook: version, rules };
}

const HEAD = [
  "规则",
  "规则名称",
  "发现",
  "级别",
  "误判理由",
  "认定人",
  "认定时间",
  "单位",
  "报送件",
  "版本",
  "规则库",
];
const SEVERITIES = { error: "必须改正", look: "请核对", warning: "建议完善", info: "提示" } as const;

/** CSV with a byte order mark, so that spreadsheets read the Chinese. */
export function overrulingSheet({
  made,
  names,
  ruleNames,
}: Awaited<ReturnType<typeof overrulingsMade>>): string {
  const rows = made.map(({ submissionId, unitId, overruling }) => {
    const { finding, reason, by, at, revision, rulebook } = overruling;
    const { rule, message, severity } = finding;
    const who = names.get(by) ?? "";
    const unit = names.get(unitId) ?? "";
    return [
      rule,
      ruleNames.get(rule) ?? "",
      message,
      SEVERITIES[severity],
      reason,
      who,
      at,
      unit,
      submissionId,
      revision,
      rulebook,
    ];
  });
  return `\uFEFF${[HEAD, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** Marked papers, one after the other. What stands before the first of them is for the reader. */
export function papersSheet({ since, papers, without }: Awaited<ReturnType<typeof overruledPapers>>): string {
  const head = [
    `自 ${since} 起审核员认定过误判的材料 ${papers.length} 份，按标注格式写出，可改好后收入训练材料。`,
    "名册、账号和各单位名称中的姓名、单位名已换成等长的代称；名册以外的姓名可能还在，收入前请通读。",
    ...(without > 0 ? [`另有 ${without} 份没有标出原文或没有识别类型，学不到东西，未列出。`] : []),
  ];
  return [...head.map((line) => `# ${line}\n`), ...papers.map(writtenPaper)].join("\n");
}

/** Quoted; what a spreadsheet would take for a formula is made text. */
function cell(value: string | number): string {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

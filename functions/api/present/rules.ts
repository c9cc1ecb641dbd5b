/** Overruled rules as a list and as a sheet. */
import type * as z from "zod";
import type { overruledRules, overrulingsMade } from "../../app/rules/overruled.ts";
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

/** Quoted; what a spreadsheet would take for a formula is made text. */
function cell(value: string | number): string {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

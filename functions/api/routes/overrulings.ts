/** Overruling a finding, and what those who own the rules learn from it. */

import { afterDays } from "../../../core/calendar/workday.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { MAX_EVIDENCE } from "../../../core/submissions/overruling.ts";
import { type OverrulingOf, ruleRecords } from "../../../core/submissions/rule-record.ts";
import { clock } from "../../adapters/clock.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { peopleOf, unitsOf } from "../../adapters/table/offices.ts";
import {
  firingsSince,
  overrulingsSince,
  removeOverruling,
  writeOverruling,
} from "../../adapters/table/rule-hits.ts";
import { changeSubmission } from "../../adapters/table/submissions.ts";
import { getResult } from "../../app/checking/result.ts";
import type { Routes } from "../server.ts";

type OverrulingRoutes = Pick<Routes, "overrule" | "reinstate" | "overruledRules" | "overruledSheet">;

const actor = ({ id, unitId }: Person) => ({ id, ...(unitId && { unitId }) });

/** Unless another day is asked for: about a quarter. */
const DAYS = 92;
const MAX_LATEST = 5;

export const overrulingRoutes: OverrulingRoutes = {
  async overrule({ params, body, person }) {
    const { id, revision, finding: place, rule, reason } = body;
    const result = await getResult(params.id, revision);
    const found = result?.outcome === "text" ? result.examination.findings[place] : undefined;
    if (!found || found.rule !== rule || result?.outcome !== "text")
      return refuse("finding_unknown", "没有这条发现，请刷新页面后重试。");
    const { code, severity, message, element, evidence } = found;
    const finding = {
      place,
      code,
      rule,
      severity,
      message,
      element,
      evidence: evidence.slice(0, MAX_EVIDENCE),
    };
    const { rulebook } = result.examination;
    const changed = await changeSubmission(
      params.id,
      { type: "Overrule", id, revision, finding, reason, rulebook },
      actor(person),
      ({ submission, events }) => {
        const made = submission.overrulings?.find((one) => one.id === id);
        return made && events.length > 0 ? [writeOverruling(submission, made)] : [];
      },
    );
    return changed.ok ? accept({ ok: true }) : changed;
  },

  async reinstate({ params, person }) {
    const changed = await changeSubmission(
      params.id,
      { type: "Reinstate", overruling: params.overruling },
      actor(person),
      ({ events }) => (events.length > 0 ? [removeOverruling(params.id, params.overruling)] : []),
    );
    return changed.ok ? accept({ ok: true }) : changed;
  },

  async overruledRules({ query, person }) {
    const { jurisdiction } = person;
    const since = query.since ?? afterDays(clock.today(), -DAYS);
    const [made, firings, names, named] = await Promise.all([
      overrulingsSince(jurisdiction, instantOf(since)),
      firingsSince(jurisdiction, instantOf(since)),
      namesIn(jurisdiction),
      ruleNames(),
    ]);
    const rules = ruleRecords(made, firings, MAX_LATEST).map(({ latest, ...record }) => ({
      ...record,
      name: named.get(record.rule) ?? latest[0]?.overruling.finding.message ?? record.rule,
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
    return accept({ since, rulebook: (await rulebookInForce()).version, rules });
  },

  async overruledSheet({ query, person, http }) {
    const { jurisdiction } = person;
    const since = query.since ?? afterDays(clock.today(), -DAYS);
    const [made, names] = await Promise.all([
      overrulingsSince(jurisdiction, instantOf(since)),
      namesIn(jurisdiction),
    ]);
    http.header("Content-Type", "text/csv; charset=utf-8");
    http.header("Content-Disposition", `attachment; filename="overruled-${since}.csv"`);
    return http.body(await sheetOf(made.toReversed(), names));
  },
};

/** A day of the office's calendar as the instant it begins. */
const instantOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

async function namesIn(jurisdiction: string): Promise<ReadonlyMap<string, string>> {
  const [units, people] = await Promise.all([unitsOf(jurisdiction), peopleOf(jurisdiction)]);
  return new Map([...units, ...people].map(({ id, name }) => [id, name]));
}

/** 会议记录·学习地点, for the rules that are about one element of one type. */
async function ruleNames(): Promise<ReadonlyMap<string, string>> {
  const types = [...(await rulebookInForce()).types.values()];
  return new Map(
    types.flatMap((type) =>
      type.elements.map(({ rule, name }): [string, string] => [rule, `${type.name}·${name}`]),
    ),
  );
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
const SEVERITIES = { error: "必须改正", warning: "建议完善", info: "提示" } as const;

/** With a byte order mark, so that spreadsheets read the Chinese. */
async function sheetOf(made: readonly OverrulingOf[], names: ReadonlyMap<string, string>): Promise<string> {
  const rules = await ruleNames();
  const rows = made.map(({ submissionId, unitId, overruling }) => {
    const { finding, reason, by, at, revision, rulebook } = overruling;
    const { rule, message, severity } = finding;
    const who = names.get(by) ?? "";
    const unit = names.get(unitId) ?? "";
    return [
      rule,
      rules.get(rule) ?? "",
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

/** The office, its first steps and its register, as the administrator sees them. */
import type * as z from "zod";
import { REGISTER_EVENTS, registerKind } from "../../../core/organisation/register.ts";
import { ROLE_NAMES } from "../../../core/organisation/role.ts";
import { parsedEvent } from "../../../core/subject/change.ts";
import type { registerPage } from "../../app/offices/audit.ts";
import type { firstSteps } from "../../app/offices/first-steps.ts";
import type { settingsOf } from "../../app/offices/settings.ts";
import type * as contract from "../contract/offices.ts";

export function officeView({
  office: { copyTo = [], ...office },
  others,
}: Awaited<ReturnType<typeof settingsOf>>): z.input<typeof contract.office> {
  return {
    ...office,
    copyTo: [...copyTo],
    others: others.map(({ jurisdiction: id, name }) => ({ id, name })),
  };
}

type Steps = z.input<typeof contract.firstStep>[];

export function firstStepsView({
  office,
  units,
  bare,
  missing,
  people,
  linked,
  edition,
}: Awaited<ReturnType<typeof firstSteps>>): Steps {
  const lacking = missing.map((role) => ROLE_NAMES[role]).join("、");
  return [
    {
      step: "settings",
      optional: false,
      done: office.addressee !== undefined,
      detail: `${office.name}，${office.issuer}，${office.mark}${office.addressee ? "" : "；请核对并填写主送机关"}`,
    },
    {
      step: "units",
      optional: false,
      done: units > 0,
      detail: units > 0 ? `已有${units}个单位` : "还没有单位",
    },
    {
      step: "members",
      optional: false,
      done: units > 0 && bare === 0,
      detail: units === 0 ? "先添加单位" : bare > 0 ? `${bare}个单位还没有成员名单` : "各单位都有成员名单",
    },
    {
      step: "people",
      optional: false,
      done: missing.length === 0,
      detail: missing.length > 0 ? `还没有${lacking}` : `已有${people}个账号`,
    },
    {
      step: "links",
      optional: false,
      done: units > 0 && linked === units,
      detail: units === 0 ? "先添加单位" : `${linked}个单位有有效的上传链接，共${units}个`,
    },
    {
      step: "rules",
      optional: true,
      done: edition !== undefined,
      detail: edition === undefined ? "使用自带规则，可以不改" : `第${edition}版本单位规则`,
    },
  ];
}

export function registerView({ entries, names, total }: Awaited<ReturnType<typeof registerPage>>) {
  return {
    total,
    entries: entries.map((entry): z.input<typeof contract.registerEntry> => {
      const { sequence, at, by, hash } = entry;
      const event = parsedEvent(registerKind, entry);
      const told = "changes" in event ? event : undefined;
      return {
        sequence,
        at,
        by,
        byName: names.get(by) ?? (by === "machine" ? "系统" : ""),
        what: told ? REGISTER_EVENTS[told.type] : "",
        name: told?.name ?? "",
        reason: told?.reason,
        changes: told ? told.changes.map((one) => ({ ...one })) : [],
        hash,
      };
    }),
  };
}

/** Members of a unit's centre group, kept by its secretary under the administrator's eye. */
import * as z from "zod";
import { GROUP_ROLES } from "../../../core/organisation/member.ts";
import { endpoint } from "./endpoint.ts";
import { byId, day, key } from "./fields.ts";
import { span } from "./grants.ts";

/** What stands before and after, in words. */
export const change = z.object({
  what: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});

const member = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string().optional(),
  role: z.enum(GROUP_ROLES),
  from: day.optional(),
  until: day.optional(),
  accountId: z.string().optional(),
});

export const memberName = z
  .string()
  .trim()
  .min(2, "成员姓名至少两个字，请检查名单。")
  .max(20, "成员姓名最多20个字，请检查名单。");

export const members = z.object({
  members: z.array(member),
  /** Who is in the group today. */
  roster: z.array(z.string()),
  /** What the unit has changed and no administrator has looked at yet. */
  unconfirmed: z.object({ byName: z.string(), at: z.string(), changes: z.array(change) }).optional(),
});

const keepers = ["secretary", "head", "administrator"] as const;

export const memberEndpoints = {
  members: endpoint({
    method: "get",
    path: "/api/units/{id}/members",
    summary: "Members of a unit's centre group, past ones included",
    access: { kind: "roles", roles: [...keepers, "reviewer", "leader"], scope: "unit" },
    subject: "unit",
    params: byId,
    answer: members,
  }),
  changeMembers: endpoint({
    method: "post",
    path: "/api/units/{id}/members",
    summary: "Set the members of a unit; `base` are the ids that were seen",
    access: { kind: "roles", roles: [...keepers], scope: "unit" },
    subject: "unit",
    params: byId,
    body: z.object({
      base: z.array(key).max(400),
      members: z
        .array(
          z.object({
            id: key.optional(),
            name: memberName,
            post: z.string().trim().max(60, "职务最多60个字，请精简后再保存。").optional(),
            role: z.enum(GROUP_ROLES).default("member"),
            accountId: key.optional(),
            ...span,
          }),
        )
        .max(400, "一个单位最多400名成员（含已离任）。"),
    }),
    answer: members,
  }),
  settleMembers: endpoint({
    method: "post",
    path: "/api/units/{id}/members/decision",
    summary: "Confirm what the unit has changed of its members, or take it back",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    subject: "unit",
    params: byId,
    body: z.object({ decision: z.enum(["confirm", "revert"]) }),
    answer: members,
  }),
} as const;

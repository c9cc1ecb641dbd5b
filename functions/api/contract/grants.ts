/** Rights and what bars them, as they are written and shown. */
import * as z from "zod";
import { ROLES } from "../../../core/organisation/role.ts";
import { askedDay, key, written } from "./fields.ts";

/** Half-open: `until` is the first day on which it no longer holds. */
export const span = { from: askedDay.optional(), until: askedDay.optional() };

export const scope = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("office") }),
  z.object({ kind: z.literal("unit"), unitId: key }),
  z.object({ kind: z.literal("group"), groupId: key }),
]);

export const grant = z.object({ role: z.enum(ROLES), scope, ...span });

/** 回避: takes the role, or all of them, away within its scope, whatever is granted. */
export const bar = z.object({
  role: z.enum(ROLES).optional(),
  scope,
  reason: written("回避事由", 100),
  ...span,
});

const ofUnit = (role: (typeof ROLES)[number]) => role === "secretary" || role === "head";

/** A unit's role is held in a unit, every other one may be held in the whole office. */
export const grants = z
  .array(grant)
  .max(50, "一个账号最多50项权限，请合并后再保存。")
  .refine(
    (all) => all.every(({ role, scope: { kind } }) => !ofUnit(role) || kind === "unit"),
    "学习秘书和组长的权限须指定单位。",
  );

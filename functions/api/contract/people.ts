/** People who may sign in. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, key, named, written } from "./fields.ts";
import { bar, grant, grants } from "./grants.ts";
import { me } from "./sign-in.ts";

/** `roles`, `unitId`: what holds today. */
export const personLine = me.pick({ id: true, login: true, name: true, roles: true, unitId: true }).extend({
  /** 所在单位, for people of the office. */
  belongsTo: z.string().optional(),
  standing: z.enum(["active", "disabled", "expired", "waiting"]),
  grants: z.array(grant),
  bars: z.array(bar),
  disabledReason: z.string().optional(),
});

export const login = z
  .string()
  .regex(/^[a-z][a-z0-9._-]{1,39}$/, "账号须以小写字母开头，由2至40个小写字母、数字、点、横线或下划线组成。");

const administrator = { kind: "roles", roles: ["administrator"], scope: "jurisdiction" } as const;

export const peopleEndpoints = {
  people: endpoint({
    method: "get",
    path: "/api/people",
    summary: "People who may sign in",
    access: administrator,
    answer: z.object({
      people: z.array(personLine),
    }),
  }),
  createPerson: endpoint({
    method: "post",
    path: "/api/people",
    summary: "Add a person with roles from today on; answers the first password, shown this once",
    access: administrator,
    body: z.object({
      login,
      name: named("姓名", 40),
      roles: me.shape.roles.min(1),
      unitId: key.optional(),
    }),
    answer: z.object({ id: z.string(), password: z.string() }),
  }),
  changePerson: endpoint({
    method: "post",
    path: "/api/people/{id}",
    summary: "Set name, grants, bars and own unit of a person; what may no longer be done is handed on",
    access: administrator,
    subject: "person",
    params: byId,
    body: z.object({
      name: named("姓名", 40),
      grants,
      bars: z.array(bar).max(50, "一个账号最多50项回避，请合并后再保存。").default([]),
      unitId: key.optional(),
    }),
    answer: personLine,
  }),
  disablePerson: endpoint({
    method: "post",
    path: "/api/people/{id}/disable",
    summary: "Disable an account: sign-ins end, claims and tasks are handed on",
    access: administrator,
    subject: "person",
    params: byId,
    body: z.object({ reason: written("停用原因", 100) }),
    answer: personLine,
  }),
  enablePerson: endpoint({
    method: "post",
    path: "/api/people/{id}/enable",
    summary: "Let a disabled account sign in again",
    access: administrator,
    subject: "person",
    params: byId,
    answer: personLine,
  }),
  firstPasswords: endpoint({
    method: "post",
    path: "/api/first-passwords",
    summary: "Give each of these people a new first password, shown this once; ends all their sessions",
    access: administrator,
    body: z.object({
      ids: z.array(key).min(1, "请至少选择一个账号。").max(20, "一次最多20个账号，请分几次。"),
    }),
    answer: z.object({
      passwords: z.array(
        z.object({ id: z.string(), login: z.string(), name: z.string(), password: z.string() }),
      ),
    }),
  }),
  resetPassword: endpoint({
    method: "post",
    path: "/api/people/{id}/password",
    summary: "Give a person a new first password, shown this once; ends all their sessions",
    access: administrator,
    subject: "person",
    params: byId,
    answer: z.object({ password: z.string() }),
  }),
} as const;

/** People who may sign in. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byId, key, named } from "./fields.ts";
import { me } from "./sign-in.ts";

export const personLine = me.pick({ id: true, login: true, name: true, roles: true, unitId: true });

export const peopleEndpoints = {
  people: endpoint({
    method: "get",
    path: "/api/people",
    summary: "People who may sign in",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    answer: z.object({
      people: z.array(personLine),
    }),
  }),
  createPerson: endpoint({
    method: "post",
    path: "/api/people",
    summary: "Add a person; answers the first password, shown this once",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    body: z.object({
      login: z
        .string()
        .regex(
          /^[a-z][a-z0-9._-]{1,39}$/,
          "账号须以小写字母开头，由2至40个小写字母、数字、点、横线或下划线组成。",
        ),
      name: named("姓名", 40),
      roles: me.shape.roles.min(1),
      unitId: key.optional(),
    }),
    answer: z.object({ id: z.string(), password: z.string() }),
  }),
  resetPassword: endpoint({
    method: "post",
    path: "/api/people/{id}/password",
    summary: "Give a person a new first password, shown this once; ends all their sessions",
    access: { kind: "roles", roles: ["administrator"], scope: "jurisdiction" },
    subject: "person",
    params: byId,
    answer: z.object({ password: z.string() }),
  }),
} as const;

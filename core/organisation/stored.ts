/** Offices, units and people as the table holds them. */
import * as z from "zod";
import type { Upcast } from "../subject/stored.ts";
import { type Bar, type Grant, plainGrants, type Scope } from "./grant.ts";
import { GROUP_ROLES, type Member } from "./member.ts";
import { ROLES } from "./role.ts";
import type { Person, Unit } from "./unit.ts";

const text = z.string();
const span = { from: text.optional(), until: text.optional() };

export const storedScope: z.ZodType<Scope> = z.discriminatedUnion("kind", [
  z.looseObject({ kind: z.literal("office") }),
  z.looseObject({ kind: z.literal("unit"), unitId: text }),
  z.looseObject({ kind: z.literal("group"), groupId: text }),
]);

export const storedGrant: z.ZodType<Grant> = z.looseObject({
  role: z.enum(ROLES),
  scope: storedScope,
  ...span,
});

export const storedBar: z.ZodType<Bar> = z.looseObject({
  role: z.enum(ROLES).optional(),
  scope: storedScope,
  reason: text,
  ...span,
});

export const storedMember: z.ZodType<Member> = z.looseObject({
  id: text,
  name: text,
  post: text.optional(),
  role: z.enum(GROUP_ROLES),
  accountId: text.optional(),
  ...span,
});

export const storedUnit: z.ZodType<Unit> = z.looseObject({
  id: text,
  jurisdiction: text,
  name: text,
  shortName: text,
  kind: text.optional(),
  level: text.optional(),
  area: text.optional(),
  headsOffice: text.optional(),
  members: z.array(storedMember),
  unconfirmed: z.looseObject({ by: text, at: text, before: z.array(storedMember) }).optional(),
  order: z.number(),
  ...span,
});

export const storedPerson: z.ZodType<Person> = z.looseObject({
  id: text,
  jurisdiction: text,
  login: text,
  name: text,
  grants: z.array(storedGrant),
  bars: z.array(storedBar).optional(),
  unitId: text.optional(),
  disabled: z.looseObject({ by: text, at: text, reason: text }).optional(),
});

const unitOfFirstFormat = z.looseObject({
  unit: z.looseObject({ id: text, roster: z.array(text) }),
});

/** 1 → 2: the roster was names and nothing else. Ids of members follow from the unit's, read twice they are the same. */
export const membersOfRoster: Upcast = (older) => {
  const row = unitOfFirstFormat.parse(older);
  const { roster, ...unit } = row.unit;
  const members = roster.map((name, at) => ({ id: `mem_${unit.id}_${at + 1}`, name, role: "member" }));
  return { ...row, unit: { ...unit, members } };
};

const personOfFirstFormat = z.looseObject({
  person: z.looseObject({ roles: z.array(z.enum(ROLES)), unitId: text.optional() }),
});

/** 1 → 2: roles held for ever, a secretary's in the own unit, all others in the whole office. */
export const grantsOfRoles: Upcast = (older) => {
  const row = personOfFirstFormat.parse(older);
  const { roles, ...person } = row.person;
  return { ...row, person: { ...person, grants: plainGrants(roles, person.unitId) } };
};

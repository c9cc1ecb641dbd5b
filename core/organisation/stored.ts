/** Units and people as the table holds them. */
import * as z from "zod";
import { ROLES } from "./role.ts";
import type { Person, Unit } from "./unit.ts";

const text = z.string();

export const storedUnit: z.ZodType<Unit> = z.looseObject({
  id: text,
  jurisdiction: text,
  name: text,
  shortName: text,
  roster: z.array(text),
  order: z.number(),
});

export const storedPerson: z.ZodType<Person> = z.looseObject({
  id: text,
  jurisdiction: text,
  login: text,
  name: text,
  roles: z.array(z.enum(ROLES)),
  unitId: text.optional(),
});

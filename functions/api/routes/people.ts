/** People who may sign in. */
import { accept } from "../../../core/outcome.ts";
import { createPerson, listPeople, resetPassword } from "../../app/people/people.ts";
import type { Routes } from "../call.ts";
import { personLine } from "../present/people.ts";

export const peopleRoutes: Pick<Routes, "people" | "createPerson" | "resetPassword"> = {
  people: async ({ person }) => accept({ people: (await listPeople(person.jurisdiction)).map(personLine) }),
  createPerson: ({ body, person }) => createPerson(person.jurisdiction, body),
  resetPassword: async ({ subject }) => accept({ password: await resetPassword(subject) }),
};

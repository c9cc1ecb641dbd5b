/** People who may sign in. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result } from "../../../core/outcome.ts";
import {
  changePerson,
  createPerson,
  disablePerson,
  enablePerson,
  firstPasswords,
  listPeople,
  resetPassword,
} from "../../app/people/people.ts";
import type { Routes } from "../call.ts";
import { personLine } from "../present/people.ts";

type PeopleRoutes = Pick<
  Routes,
  | "people"
  | "createPerson"
  | "changePerson"
  | "disablePerson"
  | "enablePerson"
  | "firstPasswords"
  | "resetPassword"
>;

const shown = (changed: Result<Person>) => (changed.ok ? accept(personLine(changed.value)) : changed);

export const peopleRoutes: PeopleRoutes = {
  people: async ({ person }) => accept({ people: (await listPeople(person.jurisdiction)).map(personLine) }),
  createPerson: ({ body, person }) => createPerson(person.jurisdiction, body, person.id),
  changePerson: async ({ subject, body, person }) => shown(await changePerson(subject, body, person.id)),
  disablePerson: async ({ subject, body, person }) =>
    shown(await disablePerson(subject, body.reason, person.id)),
  enablePerson: async ({ subject, person }) => shown(await enablePerson(subject, person.id)),

  async firstPasswords({ body, person }) {
    const given = await firstPasswords(person.jurisdiction, body.ids, person.id);
    return given.ok ? accept({ passwords: [...given.value] }) : given;
  },

  async resetPassword({ subject, person }) {
    const reset = await resetPassword(subject, person.id);
    return reset.ok ? accept({ password: reset.value }) : reset;
  },
};

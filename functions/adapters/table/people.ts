/** People: who they are, and how they sign in. */
import * as z from "zod";
import { grantsOfRoles, storedPerson } from "../../../core/organisation/stored.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { json, service, text, written } from "./column.ts";
import { Entity } from "./entity.ts";
import { rowKind } from "./row.ts";
import { first, primary, table } from "./table.ts";
import { giveUpName, takeName } from "./taken-names.ts";
import { put, remove, update, type Write } from "./transaction.ts";

/** A person; by login (gsi1). The password only as an scrypt hash with its own salt and parameters. */
const PersonRow = new Entity({
  model: { entity: "person", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    login: text,
    password: text,
    person: json,
    format: written(2),
  },
  indexes: {
    byId: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
    byLogin: {
      index: first.index,
      pk: { field: first.pk, composite: ["login"] },
      sk: { field: first.sk, composite: [] },
    },
  },
});

export const personRows = rowKind(PersonRow, {
  label: "人员",
  key: ["id"],
  schema: z.object({
    id: z.string(),
    jurisdiction: z.string(),
    login: z.string(),
    password: z.string(),
    person: storedPerson,
  }),
  upcasts: [grantsOfRoles],
});

/** @param surely also what has been written this very moment, for whoever builds on it */
export async function peopleOf(jurisdiction: string, surely = false): Promise<Person[]> {
  const { data } = await PersonRow.query
    .byId({ jurisdiction })
    .go({ ...table(), pages: "all", consistent: surely });
  return personRows.all(data).map((row) => row.person);
}

export async function getPerson(jurisdiction: string, id: string): Promise<Person | undefined> {
  const { data } = await PersonRow.get({ jurisdiction, id }).go({ ...table(), consistent: true });
  return personRows.one(data)?.person;
}

/** With the password hash, for signing in only. */
export async function personWithPassword(jurisdiction: string, id: string) {
  const { data } = await PersonRow.get({ jurisdiction, id }).go({ ...table(), consistent: true });
  return personRows.one(data);
}

/** The same by login. */
export async function personByLogin(login: string) {
  const { data } = await PersonRow.query.byLogin({ login }).go(table());
  return personRows.one(data[0]);
}

/** Holds only while nobody has the login. */
export function writeNewPerson(person: Person, password: string): Write[] {
  const { id, jurisdiction, login } = person;
  return [put(PersonRow.put({ id, jurisdiction, login, password, person })), takeName("login", login, id)];
}

/** What is said of a person; the password stays what it is. */
export const writePerson = (person: Person): Write => {
  const { id, jurisdiction } = person;
  return update(PersonRow.patch({ id, jurisdiction }).set({ person, format: personRows.stored.format }));
};

export const dropPerson = ({ id, jurisdiction, login }: Person): Write[] => [
  remove(PersonRow.delete({ id, jurisdiction })),
  giveUpName("login", login),
];

export async function putPerson(person: Person, password: string): Promise<void> {
  const { id, jurisdiction, login } = person;
  await PersonRow.put({ id, jurisdiction, login, password, person }).go(table());
}

/** Another password, and nothing else: rights that are changed meanwhile stay as changed. */
export const writePassword = ({ id, jurisdiction }: Person, password: string): Write =>
  update(PersonRow.patch({ id, jurisdiction }).set({ password }));

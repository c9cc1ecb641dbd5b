/** The office: jurisdictions, units, people. */
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import {
  NameRow,
  OfficeRow,
  officeRows,
  PersonRow,
  personRows,
  UnitRow,
  unitRows,
} from "./office-entities.ts";
import { table } from "./table.ts";
import { commit, put, type Write } from "./transaction.ts";

export interface Office {
  readonly jurisdiction: string;
  /** 青槐县 */
  readonly name: string;
  /** Who signs the notices: 中共青槐县委宣传部 */
  readonly issuer: string;
  /** Mark before the notice number: 青宣通 */
  readonly mark: string;
}

const ALL = "all";

export async function offices(): Promise<Office[]> {
  const { data } = await OfficeRow.query.byId({ all: ALL }).go({ ...table(), pages: "all" });
  return officeRows.all(data);
}

export async function getOffice(jurisdiction: string): Promise<Office> {
  const { data } = await OfficeRow.get({ all: ALL, jurisdiction }).go(table());
  const office = officeRows.one(data);
  if (!office) throw new Error(`no office ${jurisdiction}`);
  return office;
}

export async function putOffice(office: Office): Promise<void> {
  await OfficeRow.put({ all: ALL, ...office }).go(table());
}

export async function unitsOf(jurisdiction: string): Promise<Unit[]> {
  const { data } = await UnitRow.query.byId({ jurisdiction }).go({ ...table(), pages: "all" });
  return unitRows
    .all(data)
    .map((row) => row.unit)
    .sort((a, b) => a.order - b.order);
}

export async function getUnit(jurisdiction: string, id: string): Promise<Unit | undefined> {
  const { data } = await UnitRow.get({ jurisdiction, id }).go(table());
  return unitRows.one(data)?.unit;
}

export async function putUnit(unit: Unit): Promise<void> {
  await UnitRow.put({ id: unit.id, jurisdiction: unit.jurisdiction, unit }).go(table());
}

const takeName = (among: string, name: string, bearer: string): Write =>
  put(NameRow.put({ among, name, bearer }).where((field, { notExists }) => notExists(field.bearer)));

/** A new unit; `false` when another of the jurisdiction has just taken its name. */
export function addUnit(unit: Unit): Promise<boolean> {
  const { id, jurisdiction, name } = unit;
  return commit([put(UnitRow.put({ id, jurisdiction, unit })), takeName(`unit ${jurisdiction}`, name, id)]);
}

export async function peopleOf(jurisdiction: string): Promise<Person[]> {
  const { data } = await PersonRow.query.byId({ jurisdiction }).go({ ...table(), pages: "all" });
  return personRows.all(data).map((row) => row.person);
}

export async function getPerson(jurisdiction: string, id: string): Promise<Person | undefined> {
  const { data } = await PersonRow.get({ jurisdiction, id }).go({ ...table(), consistent: true });
  return personRows.one(data)?.person;
}

/** With the password hash, for signing in only. */
export async function personByLogin(login: string) {
  const { data } = await PersonRow.query.byLogin({ login }).go(table());
  return personRows.one(data[0]);
}

/** A new person; `false` when somebody has just taken the login. */
export function addPerson(person: Person, password: string): Promise<boolean> {
  const { id, jurisdiction, login } = person;
  return commit([
    put(PersonRow.put({ id, jurisdiction, login, password, person })),
    takeName("login", login, id),
  ]);
}

export async function putPerson(person: Person, password: string): Promise<void> {
  const { id, jurisdiction, login } = person;
  await PersonRow.put({ id, jurisdiction, login, password, person }).go(table());
}

/**
 * A new office with its first administrator, all or nothing; `false` when the installation has this office already.
 * @param password its hash
 */
export function addOffice(office: Office, administrator: Person, password: string): Promise<boolean> {
  const { id, jurisdiction, login } = administrator;
  return commit([
    put(
      OfficeRow.put({ all: ALL, ...office }).where((field, { notExists }) => notExists(field.jurisdiction)),
    ),
    put(PersonRow.put({ id, jurisdiction, login, password, person: administrator })),
    takeName("login", login, id),
  ]);
}

/** Rows of the office itself: jurisdiction, units, people, sign-ins, links, tickets, letters that could not be delivered. */
import { CustomAttributeType } from "electrodb";
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import type { Answer } from "../../../core/submissions/submission.ts";
import { Entity } from "./entity.ts";
import { first, primary } from "./table.ts";

const service = "qiyou";
const string = { type: "string", required: true } as const;
const optional = { type: "string" } as const;
const number = { type: "number", required: true } as const;

/** The jurisdiction: whose notices these are. One row lists all jurisdictions of the installation. */
export const OfficeRow = new Entity({
  model: { entity: "office", version: "1", service },
  attributes: { all: string, jurisdiction: string, name: string, issuer: string, mark: string },
  indexes: {
    byId: {
      pk: { field: primary.pk, composite: ["all"] },
      sk: { field: primary.sk, composite: ["jurisdiction"] },
    },
  },
});

export const UnitRow = new Entity({
  model: { entity: "unit", version: "1", service },
  attributes: {
    id: string,
    jurisdiction: string,
    unit: { type: CustomAttributeType<Unit>("any"), required: true },
  },
  indexes: {
    byId: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["id"] },
    },
  },
});

/** A person; by login (gsi1). The password only as an scrypt hash with its own salt and parameters. */
export const PersonRow = new Entity({
  model: { entity: "person", version: "1", service },
  attributes: {
    id: string,
    jurisdiction: string,
    login: string,
    password: string,
    person: { type: CustomAttributeType<Person>("any"), required: true },
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

/** A name only one may bear: written together with its bearer, so that two asked for at once are still one. */
export const NameRow = new Entity({
  model: { entity: "name", version: "1", service },
  attributes: { among: string, name: string, bearer: string },
  indexes: {
    byName: {
      pk: { field: primary.pk, composite: ["among"], casing: "none" },
      sk: { field: primary.sk, composite: ["name"], casing: "none" },
    },
  },
});

/** A signed-in browser, by the hash of its cookie; of a person (gsi1). */
export const SignInRow = new Entity({
  model: { entity: "signIn", version: "1", service },
  attributes: { hash: string, jurisdiction: string, personId: string, since: string, expires: number },
  indexes: {
    byHash: { pk: { field: primary.pk, composite: ["hash"] }, sk: { field: primary.sk, composite: [] } },
    byPerson: {
      index: first.index,
      pk: { field: first.pk, composite: ["personId"] },
      sk: { field: first.sk, composite: ["since"] },
    },
  },
});

/** Failed sign-ins of a login, to slow guessing down. */
export const AttemptRow = new Entity({
  model: { entity: "attempt", version: "1", service },
  attributes: { login: string, count: number, expires: number },
  indexes: {
    byLogin: { pk: { field: primary.pk, composite: ["login"] }, sk: { field: primary.sk, composite: [] } },
  },
});

/** An upload link by the hash of its token; of a unit (gsi1). */
export const LinkRow = new Entity({
  model: { entity: "link", version: "1", service },
  attributes: {
    hash: string,
    id: string,
    jurisdiction: string,
    unitId: string,
    period: string,
    sessionDate: optional,
    documentType: optional,
    createdBy: string,
    createdAt: string,
    expiresAt: string,
    revoked: { type: "boolean", required: true },
  },
  indexes: {
    byHash: { pk: { field: primary.pk, composite: ["hash"] }, sk: { field: primary.sk, composite: [] } },
    byUnit: {
      index: first.index,
      pk: { field: first.pk, composite: ["unitId"] },
      sk: { field: first.sk, composite: ["createdAt", "id"] },
    },
  },
});

/** Leave to upload one file: what the store's event will be matched with. */
export const TicketRow = new Entity({
  model: { entity: "ticket", version: "1", service },
  attributes: {
    id: string,
    jurisdiction: string,
    unitId: string,
    linkId: string,
    period: string,
    submissionId: string,
    sessionDate: optional,
    documentType: optional,
    answers: { type: CustomAttributeType<readonly Answer[]>("any") },
    createdAt: string,
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byLink: {
      index: first.index,
      pk: { field: first.pk, composite: ["linkId"] },
      sk: { field: first.sk, composite: ["createdAt", "id"] },
    },
  },
});

/** How far the recognition of a scan is; expires by itself. */
export const ProgressRow = new Entity({
  model: { entity: "progress", version: "1", service },
  attributes: {
    jurisdiction: string,
    submissionId: string,
    revision: number,
    page: number,
    pages: number,
    expires: number,
  },
  indexes: {
    byJurisdiction: {
      pk: { field: primary.pk, composite: ["jurisdiction"] },
      sk: { field: primary.sk, composite: ["submissionId"] },
    },
  },
});

/** What could not be handled after all attempts, for the administrator to see. */
export const DeadLetterRow = new Entity({
  model: { entity: "deadLetter", version: "1", service },
  attributes: {
    all: string,
    id: string,
    what: string,
    error: string,
    attempts: number,
    at: string,
    body: string,
  },
  indexes: {
    byTime: { pk: { field: primary.pk, composite: ["all"] }, sk: { field: primary.sk, composite: ["id"] } },
  },
});

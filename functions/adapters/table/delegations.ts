/** Delegations in the table: by who acts, and by whom they act for. */
import { afterDays } from "../../../core/calendar/workday.ts";
import type { Delegation } from "../../../core/delegation/delegation.ts";
import {
  type DelegationCommand,
  type DelegationEvent,
  delegationKind,
} from "../../../core/delegation/kind.ts";
import { format, json, number, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { type SubjectTable, subjectRows } from "./subject.ts";
import { first, primary, second, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

/** A delegation by id; of a delegate (gsi1) and of a principal (gsi2), the one that ends last at the end. */
const DelegationRow = new Entity({
  model: { entity: "delegation", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    principal: text,
    delegate: text,
    until: text,
    version: number,
    headHash: text,
    format,
    delegation: json,
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byDelegate: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "delegate"] },
      sk: { field: first.sk, composite: ["until", "id"] },
    },
    byPrincipal: {
      index: second.index,
      pk: { field: second.pk, composite: ["jurisdiction", "principal"] },
      sk: { field: second.sk, composite: ["until", "id"] },
    },
  },
});

function writeDelegation(delegation: Delegation, headHash: string, expected: number | undefined): Write {
  const { id, jurisdiction, principal, delegate, until, version } = delegation;
  const row = { id, jurisdiction, principal, delegate, until, version, headHash, delegation };
  return put(
    DelegationRow.put({ ...row, format: delegationKind.format }).where((field, { eq, notExists }) =>
      expected === undefined ? notExists(field.version) : eq(field.version, expected),
    ),
  );
}

const rows = subjectRows(DelegationRow, "委托", delegationKind, writeDelegation);

export const delegations: SubjectTable<Delegation, DelegationCommand, DelegationEvent, "delegation"> = {
  kind: delegationKind,
  rows,
  unknown: { kind: "conflict", code: "delegation_unknown", message: "没有这项委托。" },
  async read(id) {
    const { data } = await DelegationRow.get({ id }).go({ ...table(), consistent: true });
    return rows.one(data);
  },
  write: writeDelegation,
  /** None waits for anything: there is nothing to wake. */
  open: async () => ({ sound: [], unreadable: [] }),
};

/** That stand on `from` or later, those that are revoked too. */
export async function delegationsTo(
  jurisdiction: string,
  delegate: string,
  from: string,
): Promise<Delegation[]> {
  const { data } = await DelegationRow.query
    .byDelegate({ jurisdiction, delegate })
    .gte({ until: afterDays(from, 1) })
    .go({ ...table(), pages: "all" });
  return rows.all(data).map(({ state }) => state);
}

/** What somebody has delegated, likewise. */
export async function delegationsOf(
  jurisdiction: string,
  principal: string,
  from: string,
): Promise<Delegation[]> {
  const { data } = await DelegationRow.query
    .byPrincipal({ jurisdiction, principal })
    .gte({ until: afterDays(from, 1) })
    .go({ ...table(), pages: "all" });
  return rows.all(data).map(({ state }) => state);
}

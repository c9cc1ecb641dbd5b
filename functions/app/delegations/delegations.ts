/** Handing one's tasks to another for a while, and taking them back. */
import type { Delegation } from "../../../core/delegation/delegation.ts";
import { delegationKind } from "../../../core/delegation/kind.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";
import { newId } from "../../adapters/identifier.ts";
import { delegationsOf, delegationsTo } from "../../adapters/table/delegations.ts";
import { getPerson, peopleOf } from "../../adapters/table/people.ts";
import { changeSubject } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { namesIn } from "../people/names.ts";

export interface NewDelegation {
  readonly delegate: string;
  readonly from: string;
  readonly until: string;
  readonly kinds?: readonly string[] | undefined;
  readonly units?: readonly string[] | undefined;
}

export async function delegate(
  person: Person,
  { delegate: to, from, until, kinds, units }: NewDelegation,
): Promise<Result<{ id: string }>> {
  const { jurisdiction, id: principal } = person;
  const delegated = await getPerson(jurisdiction, to);
  if (!delegated) return refuse("conflict", "delegate_unknown", "没有这位人员，请刷新后另选。");
  const id = newId(delegationKind);
  const made = await changeSubject(
    subjects,
    "delegation",
    id,
    async () => ({
      command: {
        type: "Delegate",
        jurisdiction,
        principal,
        delegate: to,
        delegateName: delegated.name,
        from,
        until,
        ...(kinds && { kinds }),
        ...(units && { units }),
        today: clock.today(),
        others: await delegationsOf(jurisdiction, principal, clock.today()),
      },
    }),
    { id: principal },
  );
  return made.ok ? accept({ id }) : made;
}

export async function revoke({ id }: Delegation, actor: Actor): Promise<Result<{ ok: true }>> {
  const revoked = await changeSubject(
    subjects,
    "delegation",
    id,
    () => ({ command: { type: "Revoke" } }),
    actor,
  );
  return revoked.ok ? accept({ ok: true }) : revoked;
}

/** What somebody has handed to others, and what others have handed to them: all that has not run out. */
export async function delegationsAround({ id, jurisdiction }: Person) {
  const today = clock.today();
  const [given, received, names, people] = await Promise.all([
    delegationsOf(jurisdiction, id, today),
    delegationsTo(jurisdiction, id, today),
    namesIn(jurisdiction),
    peopleOf(jurisdiction),
  ]);
  const live = (one: Delegation) => one.revoked === undefined;
  return {
    given: given.filter(live),
    received: received.filter(live),
    names,
    colleagues: people.filter((one) => one.id !== id),
  };
}

/** Kinds with tasks: what can be handed to another. */
export const delegableKinds = () =>
  Object.values(subjects)
    .filter(({ kind }) => Object.keys(kind.terms).length > 0)
    .map(({ kind, rows }) => ({ id: kind.name, name: rows.stored.label }));

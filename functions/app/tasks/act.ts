/** What people arrange about tasks: claim, release, transfer, urge. What a task asks for is done to its subject. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Refusal, type Result, refuse } from "../../../core/outcome.ts";
import { rightsBehind } from "../../../core/subject/actor.ts";
import type { Actor, Day } from "../../../core/subject/kind.ts";
import { standing } from "../../../core/subject/open-task.ts";
import { decideTask, type TaskCommand } from "../../../core/subject/task-command.ts";
import { clock } from "../../adapters/clock.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { getPerson, peopleOf } from "../../adapters/table/people.ts";
import { changeTask } from "../../adapters/table/subject.ts";
import { actorBy, rightsOf } from "../delegations/reach.ts";
import { tellOwed } from "../messages/owed.ts";
import { principalOf } from "../people/actor.ts";
import type { TaskSubject } from "../subjects/load.ts";
import { actorBefore } from "../submissions/actor.ts";

type Done = Result<{ ok: true }>;

async function arrange({ table, state }: TaskSubject, command: TaskCommand, actor: Actor): Promise<Done> {
  const changed = await changeTask(table, state.id, command, actor);
  if (!changed.ok) return changed;
  await tellOwed(changed.value.told);
  return accept({ ok: true });
}

/** The last day on which a claim made today stands. */
const claimedUntil = async ({ state }: TaskSubject): Promise<Day> =>
  dueDayOf("claim", await rulebookInForce(state.jurisdiction));

export async function claimTask(subject: TaskSubject, about: string, actor: Actor): Promise<Done> {
  return arrange(subject, { type: "ClaimTask", about, until: await claimedUntil(subject) }, actor);
}

export const releaseTask = (subject: TaskSubject, about: string, actor: Actor): Promise<Done> =>
  arrange(subject, { type: "ReleaseTask", about }, actor);

export interface Transfer {
  readonly about: string;
  /** Nobody named: to oneself. */
  readonly to?: string | undefined;
  readonly reason: string;
}

export async function transferTask(
  subject: TaskSubject,
  { about, to, reason }: Transfer,
  actor: Actor,
): Promise<Done> {
  const recipient = await getPerson(subject.state.jurisdiction, to ?? rightsBehind(actor).id);
  if (!recipient) return refuse("conflict", "recipient_unknown", "没有这位人员，请刷新后另选。");
  const rights = await rightsOf(recipient);
  const command: TaskCommand = {
    type: "TransferTask",
    about,
    to: await actorBefore(
      { kind: subject.table.kind, state: subject.state },
      actorBy(recipient, rights[0], rights),
    ),
    toName: recipient.name,
    reason,
    until: await claimedUntil(subject),
  };
  return arrange(subject, command, actor);
}

/** Those to whom a task may be given. */
export async function recipientsOf(
  { table, state }: TaskSubject,
  about: string,
  actor: Actor,
): Promise<Person[]> {
  const people = await peopleOf(state.jurisdiction);
  const today = clock.today();
  const now = standing(state, today);
  return people.filter((person) => {
    const to = principalOf(person);
    const common = { about, until: today, toName: "", reason: "—" };
    const decided = decideTask(table.kind, now, { type: "TransferTask", ...common, to }, actor);
    return person.id !== rightsBehind(actor).id && decided.ok && decided.value.length > 0;
  });
}

export const urgeTask = (
  subject: TaskSubject,
  about: string,
  note: string | undefined,
  actor: Actor,
): Promise<Done> =>
  arrange(subject, { type: "UrgeTask", about, today: clock.today(), ...(note && { note }) }, actor);

/** A task that is to be urged, or why it cannot be. */
export type ToUrge =
  | { readonly subject: TaskSubject; readonly about: string; readonly actor: Actor }
  | { readonly refusal: Refusal };

/** One after the other: many of one subject must not get in each other's way. */
export async function urgeTasks(tasks: readonly ToUrge[], note: string | undefined) {
  const refusals: Refusal[] = [];
  let urged = 0;
  for (const one of tasks) {
    const done =
      "refusal" in one
        ? ({ ok: false, refusal: one.refusal } as const)
        : await urgeTask(one.subject, one.about, note, one.actor);
    if (done.ok) urged++;
    else refusals.push(done.refusal);
  }
  return { urged, refusals };
}

/** Somebody leaves the office: what lay with them goes to those who hold their role, and nobody acts for them any more. */
import type { Person } from "../../../core/organisation/unit.ts";
import { MACHINE } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";
import { delegationsOf, delegationsTo } from "../../adapters/table/delegations.ts";
import { changeSubject, changeTask } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { type KeptTask, tasksHeldBy, tasksInPool } from "../../adapters/table/tasks.ts";
import { tellOwed } from "../messages/owed.ts";
import { namesIn } from "../people/names.ts";
import { tableOf } from "../subjects/load.ts";
import { inboxOf, placeName } from "./pools.ts";

const PAGE = 100;

/**
 * Releases what the person holds, gives what was meant for them to the pool of the role it was meant in, and revokes
 * delegations by and to them. Done twice, it is done once.
 * @returns how many tasks were handed on
 */
export async function handOn(person: Person): Promise<number> {
  const { id, jurisdiction } = person;
  const lists = [
    (part: { limit: number; after?: KeptTask }) => tasksHeldBy(jurisdiction, id, part),
    (part: { limit: number; after?: KeptTask }) => tasksInPool(jurisdiction, inboxOf(person), part),
  ];
  let handed = 0;
  for (const read of lists) {
    let after: KeptTask | undefined;
    do {
      const rows: KeptTask[] = await read({ limit: PAGE, ...(after && { after }) });
      for (const row of rows) if (await handOnTask(person, row)) handed++;
      after = rows.length === PAGE ? rows.at(-1) : undefined;
    } while (after);
  }
  await revokeDelegations(person);
  return handed;
}

async function handOnTask({ id, jurisdiction }: Person, { subject, about }: KeptTask): Promise<boolean> {
  const table = tableOf(subject);
  const state = (await table?.read(subject))?.state;
  const task = state && table?.kind.tasksOf(state).find((one) => one.about === about);
  if (!table || !task) return false;
  const pool = "person" in task.to ? task.to.as : task.to;
  const poolName = pool ? placeName(pool, await namesIn(jurisdiction)) : "";
  const changed = await changeTask(
    table,
    subject,
    { type: "HandOnTask", about, from: id, poolName },
    MACHINE,
  );
  if (!changed.ok) return false;
  await tellOwed(changed.value.told);
  return changed.value.events.length > 0;
}

async function revokeDelegations({ id, jurisdiction }: Person): Promise<void> {
  const today = clock.today();
  const found = await Promise.all([
    delegationsOf(jurisdiction, id, today),
    delegationsTo(jurisdiction, id, today),
  ]);
  for (const delegation of found.flat())
    await changeSubject(
      subjects,
      "delegation",
      delegation.id,
      () => ({ command: { type: "Revoke" } }),
      MACHINE,
    );
}

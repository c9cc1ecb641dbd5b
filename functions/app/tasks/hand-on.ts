/** Somebody leaves the office or loses a right: what lay with them goes to those who hold the role it was done in. */
import { standingOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { type Right, reachOf } from "../../../core/rights/rights.ts";
import { MACHINE, type Pool } from "../../../core/subject/kind.ts";
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
 * Releases what the person holds and gives what was meant for them to the pool of the role it was meant in, as far as they
 * may no longer do it; who is not active any more is nobody's delegate and has none. Done twice, it is done once.
 * @param person as changed
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
  if (!isActive(person)) await revokeDelegations(person);
  return handed;
}

const isActive = (person: Person): boolean => standingOn(person, clock.today()) === "active";

/** A task in no role's pool is the person's own as long as they are here. */
function stillDoes(person: Person, pool: Pool | undefined, unitId: string | undefined): boolean {
  if (!isActive(person)) return false;
  if (!pool) return true;
  const of = pool.unitId ?? unitId;
  const right: Right = { roles: [pool.role], scope: "unit" };
  return reachOf(person, right, clock.today()).holds({
    jurisdiction: person.jurisdiction,
    ...(of !== undefined && { unitId: of }),
  });
}

async function handOnTask(person: Person, { subject, about, unitId }: KeptTask): Promise<boolean> {
  const { id, jurisdiction } = person;
  const table = tableOf(subject);
  const state = (await table?.read(subject))?.state;
  const task = state && table?.kind.tasksOf(state).find((one) => one.about === about);
  if (!table || !task) return false;
  const pool = "person" in task.to ? task.to.as : task.to;
  if (stillDoes(person, pool, unitId)) return false;
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

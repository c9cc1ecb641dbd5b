/**
 * Of which owners a message waits, and whose turn it is: names only, the messages stay in their table. What a rollback takes
 * back does no harm, an owner who has nothing is passed over.
 *
 *   enqueued, or due again at t ─▶ expected at t ─▶ t has come: joins the turns ─▶ has nothing due: leaves
 *                                       └◀─ has something that rests ◀───────────────────────┘
 */
import { Turns } from "../../core/turns/turns.ts";
import type { Database } from "../database.ts";

/** What one run takes from one queue. */
export interface Lane {
  readonly target: string;
  readonly holder: string;
  /** Messages of one owner under way at a time; any number if not said. */
  readonly share?: number;
}

export interface WaitingOwners {
  /** A message of this owner will be due. */
  expect(target: string, owner: string, dueAt: number): void;
  /** The turns of those who may have a message due at `now`. A new holder may take what another one held. */
  due(lane: Lane, now: number): Turns;
  /** A message of this owner is under way no more. */
  done(target: string, owner: string): void;
  /** What was read is not true any more. */
  forget(target: string): void;
}

interface Waiting {
  readonly holder: string;
  readonly turns: Turns;
  /** Earliest time at which an owner who has not joined should. */
  readonly expected: Map<string, number>;
}

export function waitingOwners(database: Database): WaitingOwners {
  const byTarget = new Map<string, Waiting>();
  const begin = ({ target, holder, share }: Lane): Waiting => {
    const rows = database
      .query(
        "SELECT owner, min(due_at) AS due FROM outbox WHERE target = ? GROUP BY owner ORDER BY due, owner",
      )
      .all(target);
    const expected = new Map(rows.map(({ owner, due }) => [String(owner), Number(due)]));
    const waiting = { holder, turns: new Turns(share), expected };
    byTarget.set(target, waiting);
    return waiting;
  };
  return {
    expect(target, owner, dueAt) {
      const expected = byTarget.get(target)?.expected;
      expected?.set(owner, Math.min(dueAt, expected.get(owner) ?? dueAt));
    },
    due(lane, now) {
      const known = byTarget.get(lane.target);
      const { turns, expected } = known?.holder === lane.holder ? known : begin(lane);
      for (const [owner, dueAt] of expected) {
        if (dueAt > now) continue;
        expected.delete(owner);
        turns.join(owner);
      }
      return turns;
    },
    done: (target, owner) => byTarget.get(target)?.turns.done(owner),
    forget: (target) => void byTarget.delete(target),
  };
}

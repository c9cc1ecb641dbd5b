/**
 * Messages that must reach a function, kept in the owner's own database: an event is written in the transaction of the
 * change it tells of, and deleted only when its handler has succeeded. What failed too often rests in `dead_letter`.
 * Handing out, deleting and resting wait for no disk: a power cut may take them back, and the message comes once more,
 * as every receiver must bear anyway.
 */
import { randomUUID } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";
import type { Database } from "../database.ts";
import { DEFAULT_BACKOFF } from "./backoff.ts";
import { type Lane, waitingOwners } from "./waiting-owners.ts";

export interface Message {
  readonly id: number;
  readonly messageId: string;
  /** ARN of the queue it goes to. */
  readonly target: string;
  /** Whose message it is: owners take turns. */
  readonly owner: string;
  readonly body: string;
  /** Milliseconds since 1970, as are all times here. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** How often it was handed out, this time included. */
  readonly receives: number;
  readonly failures: number;
}

export interface DeadLetter {
  readonly id: number;
  readonly messageId: string;
  readonly target: string;
  readonly owner: string;
  readonly body: string;
  readonly sentAt: number;
  readonly receives: number;
  readonly buriedAt: number;
  readonly reason: string;
}

export interface Outbox {
  /** Call it inside the transaction of the change. Listeners hear of it after that transaction has ended. */
  enqueue(message: { target: string; owner?: string; body: string; at: number }): void;
  /**
   * Hands out up to `limit` messages due at `now` and not yet held by `holder`, of each owner one in turn and the longest due
   * first; each counts as received, and as under way until it is deleted, rests or is buried. What is due later than any
   * message rests was put off by a clock that has been set back since: it is due, too.
   */
  take(lane: Lane, now: number, limit: number): Message[];
  /** Those handled. */
  delete(messages: readonly Message[]): void;
  /** Lets a failed message rest until `dueAt`. */
  retry(message: Message, dueAt: number): void;
  /** Moves a message to the dead letters. */
  recordDeadLetter(message: Message, reason: string, at: number): DeadLetter;
  /** Earliest time, of those after `after`, at which a message is due that this holder does not hold. */
  nextDue(lane: Lane, after?: number): number | undefined;
  /** Targets that have messages waiting. */
  targets(): string[];
  /** Messages for anybody but these. */
  addressedElsewhere(targets: readonly string[]): Message[];
  /** Messages not yet handled, in flight or waiting. */
  waiting(): number;
  /** Newest first. */
  deadLetters(): DeadLetter[];
  /** Sends a dead letter on its way again with a fresh count. False when there is none of this id. */
  revive(id: number, at: number): boolean;
  /** Calls `listener` soon after messages were added. Answers how to stop listening. */
  onEnqueue(listener: () => void): () => void;
}

/** The tables of an outbox: part of the schema of the database it lives in. */
export const OUTBOX_TABLES = `
  CREATE TABLE IF NOT EXISTS outbox(
    id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE, target TEXT NOT NULL, body TEXT NOT NULL,
    sent_at INTEGER NOT NULL, due_at INTEGER NOT NULL, first_received_at INTEGER, receives INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0, holder TEXT);
  CREATE INDEX IF NOT EXISTS outbox_due ON outbox(target, due_at);
  CREATE TABLE IF NOT EXISTS dead_letter(
    id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL, target TEXT NOT NULL, body TEXT NOT NULL,
    sent_at INTEGER NOT NULL, receives INTEGER NOT NULL, buried_at INTEGER NOT NULL, reason TEXT NOT NULL);`;

/** Further steps of the schema, for databases that have had an outbox before its messages had owners. */
export const OUTBOX_OWNERS = `
  ALTER TABLE outbox ADD COLUMN owner TEXT NOT NULL DEFAULT '';
  ALTER TABLE dead_letter ADD COLUMN owner TEXT NOT NULL DEFAULT '';
  CREATE INDEX outbox_turn ON outbox(target, owner, due_at);`;
/** Longer than any message rests, in milliseconds. */
const SET_BACK = 2 * DEFAULT_BACKOFF.max;

/** A reason is for people to read in a list, not a place for a stack or a file's text. */
const MAX_REASON_LENGTH = 500;

export function createOutbox(database: Database): Outbox {
  const listeners = new Set<() => void>();
  let announced = false;
  // Transactions are synchronous, so a microtask runs after COMMIT (or finds nothing after ROLLBACK).
  const announce = () => {
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      for (const listener of listeners) listener();
    });
  };
  const owners = waitingOwners(database);
  const insert = (
    {
      messageId,
      target,
      owner,
      body,
      sentAt,
    }: Omit<Message, "id" | "firstReceivedAt" | "receives" | "failures">,
    dueAt: number,
  ) => {
    database
      .query("INSERT INTO outbox(message_id, target, owner, body, sent_at, due_at) VALUES(?, ?, ?, ?, ?, ?)")
      .run(messageId, target, owner, body, sentAt, dueAt);
    owners.expect(target, owner, dueAt);
    announce();
  };
  const takeOne = (target: string, owner: string, holder: string, now: number): Message | undefined => {
    const row = database
      .query(
        `UPDATE outbox SET holder = ?1, receives = receives + 1, first_received_at = coalesce(first_received_at, ?2)
         WHERE id = (SELECT id FROM outbox WHERE target = ?3 AND owner = ?4 AND due_at <= ?2 AND holder IS NOT ?1
                     ORDER BY due_at, id LIMIT 1)
         RETURNING *`,
      )
      .get(holder, now, target, owner);
    if (row) return toMessage(row);
    // Whoever leaves the turns comes back when what rests is due.
    const rests = database
      .query(
        "SELECT due_at FROM outbox WHERE target = ? AND owner = ? AND holder IS NOT ? ORDER BY due_at LIMIT 1",
      )
      .get(target, owner, holder);
    if (rests) owners.expect(target, owner, Number(rests.due_at));
    return undefined;
  };
  /** When messages of a target were last handed out, by the clock of then. */
  const takenAt = new Map<string, number>();
  const bringForward = (target: string, now: number): void => {
    const before = takenAt.get(target) ?? Number.POSITIVE_INFINITY;
    takenAt.set(target, now);
    if (before <= now) return;
    database
      .query("UPDATE outbox SET due_at = ?1 WHERE target = ?2 AND due_at > ?3")
      .run(now, target, now + SET_BACK);
    owners.forget(target);
  };
  const take = (lane: Lane, now: number, limit: number): Message[] => {
    const { target, holder } = lane;
    try {
      return database.unsynced(() => {
        bringForward(target, now);
        const turns = owners.due(lane, now);
        const taken: Message[] = [];
        while (taken.length < limit) {
          const message = turns.next((owner) => takeOne(target, owner, holder, now));
          if (!message) break;
          taken.push(message);
        }
        return taken;
      });
    } catch (error) {
      // What was taken is not taken: whose turn it is must be read again.
      owners.forget(target);
      throw error;
    }
  };
  return {
    take,
    enqueue: ({ target, owner = "", body, at }) =>
      insert({ messageId: randomUUID(), target, owner, body, sentAt: at }, at),
    delete(messages) {
      database.unsynced(() => {
        for (const { id } of messages) database.query("DELETE FROM outbox WHERE id = ?").run(id);
      });
      for (const { target, owner } of messages) owners.done(target, owner);
    },
    retry({ id, target, owner }, dueAt) {
      database.unsynced(() => {
        database
          .query("UPDATE outbox SET holder = NULL, failures = failures + 1, due_at = ? WHERE id = ?")
          .run(dueAt, id);
      });
      owners.done(target, owner);
      owners.expect(target, owner, dueAt);
    },
    recordDeadLetter(message, reason, at) {
      const letter = database.transaction(() => {
        database.query("DELETE FROM outbox WHERE id = ?").run(message.id);
        const row = database
          .query(
            `INSERT INTO dead_letter(message_id, target, owner, body, sent_at, receives, buried_at, reason)
             VALUES(?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
          )
          .get(
            message.messageId,
            message.target,
            message.owner,
            message.body,
            message.sentAt,
            message.receives,
            at,
            reason.slice(0, MAX_REASON_LENGTH),
          );
        return toLetter(row ?? {});
      });
      owners.done(message.target, message.owner);
      return letter;
    },
    nextDue({ target, holder }, after = -1) {
      const row = database
        .query(
          "SELECT due_at FROM outbox WHERE target = ? AND due_at > ? AND holder IS NOT ? ORDER BY due_at LIMIT 1",
        )
        .get(target, after, holder);
      return row ? Number(row.due_at) : undefined;
    },
    targets: () =>
      database
        .query("SELECT DISTINCT target FROM outbox")
        .all()
        .map((row) => String(row.target)),
    addressedElsewhere: (targets) =>
      database
        .query("SELECT * FROM outbox WHERE target NOT IN (SELECT value FROM json_each(?)) ORDER BY id")
        .all(JSON.stringify(targets))
        .map(toMessage),
    waiting: () => Number(database.query("SELECT count(*) AS waiting FROM outbox").get()?.waiting),
    deadLetters: () => database.query("SELECT * FROM dead_letter ORDER BY id DESC").all().map(toLetter),
    revive: (id, at) =>
      database.transaction(() => {
        const row = database.query("DELETE FROM dead_letter WHERE id = ? RETURNING *").get(id);
        if (!row) return false;
        const letter = toLetter(row);
        insert(letter, at);
        return true;
      }),
    onEnqueue(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

type Row = Record<string, SQLOutputValue>;

function toMessage(row: Row): Message {
  return {
    id: Number(row.id),
    messageId: String(row.message_id),
    target: String(row.target),
    owner: String(row.owner),
    body: String(row.body),
    sentAt: Number(row.sent_at),
    firstReceivedAt: Number(row.first_received_at),
    receives: Number(row.receives),
    failures: Number(row.failures),
  };
}

function toLetter(row: Row): DeadLetter {
  return {
    id: Number(row.id),
    messageId: String(row.message_id),
    target: String(row.target),
    owner: String(row.owner),
    body: String(row.body),
    sentAt: Number(row.sent_at),
    receives: Number(row.receives),
    buriedAt: Number(row.buried_at),
    reason: String(row.reason),
  };
}

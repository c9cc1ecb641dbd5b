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

export interface Message {
  readonly id: number;
  readonly messageId: string;
  /** ARN of the queue it goes to. */
  readonly target: string;
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
  readonly body: string;
  readonly sentAt: number;
  readonly receives: number;
  readonly buriedAt: number;
  readonly reason: string;
}

export interface Outbox {
  /** Call it inside the transaction of the change. Listeners hear of it after that transaction has ended. */
  enqueue(message: { target: string; body: string; at: number }): void;
  /**
   * Hands out up to `limit` messages due at `now` and not yet held by `holder`; each counts as received. What is due later
   * than any message rests was put off by a clock that has been set back since: it is due, too.
   */
  take(target: string, holder: string, now: number, limit: number): Message[];
  /** Those handled. */
  delete(ids: readonly number[]): void;
  /** Lets a failed message rest until `dueAt`. */
  retry(id: number, dueAt: number): void;
  /** Moves a message to the dead letters. */
  recordDeadLetter(message: Message, reason: string, at: number): DeadLetter;
  /** Earliest time at which a message for `target` not held by `holder` is due. */
  nextDue(target: string, holder: string): number | undefined;
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
  const insert = (messageId: string, target: string, body: string, sentAt: number, dueAt: number) => {
    database
      .query("INSERT INTO outbox(message_id, target, body, sent_at, due_at) VALUES(?, ?, ?, ?, ?)")
      .run(messageId, target, body, sentAt, dueAt);
    announce();
  };
  return {
    enqueue: ({ target, body, at }) => insert(randomUUID(), target, body, at, at),
    take: (target, holder, now, limit) =>
      database.unsynced(() =>
        database
          .query(
            `UPDATE outbox SET holder = ?1, receives = receives + 1, first_received_at = coalesce(first_received_at, ?2)
             WHERE id IN (SELECT id FROM outbox WHERE target = ?3 AND holder IS NOT ?1 AND (due_at <= ?2 OR due_at > ?2 + ${SET_BACK})
                          ORDER BY due_at, id LIMIT ?4)
             RETURNING *`,
          )
          .all(holder, now, target, limit)
          .map(toMessage)
          .sort((a, b) => a.id - b.id),
      ),
    delete: (ids) =>
      database.unsynced(() => {
        for (const id of ids) database.query("DELETE FROM outbox WHERE id = ?").run(id);
      }),
    retry: (id, dueAt) =>
      database.unsynced(() => {
        database
          .query("UPDATE outbox SET holder = NULL, failures = failures + 1, due_at = ? WHERE id = ?")
          .run(dueAt, id);
      }),
    recordDeadLetter: (message, reason, at) =>
      database.transaction(() => {
        database.query("DELETE FROM outbox WHERE id = ?").run(message.id);
        const row = database
          .query(
            `INSERT INTO dead_letter(message_id, target, body, sent_at, receives, buried_at, reason)
             VALUES(?, ?, ?, ?, ?, ?, ?) RETURNING *`,
          )
          .get(
            message.messageId,
            message.target,
            message.body,
            message.sentAt,
            message.receives,
            at,
            reason.slice(0, MAX_REASON_LENGTH),
          );
        return toLetter(row ?? {});
      }),
    nextDue(target, holder) {
      const row = database
        .query("SELECT due_at FROM outbox WHERE target = ? AND holder IS NOT ? ORDER BY due_at LIMIT 1")
        .get(target, holder);
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
        insert(letter.messageId, letter.target, letter.body, letter.sentAt, at);
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
    body: String(row.body),
    sentAt: Number(row.sent_at),
    receives: Number(row.receives),
    buriedAt: Number(row.buried_at),
    reason: String(row.reason),
  };
}

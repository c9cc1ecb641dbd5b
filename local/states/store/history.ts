/** Event histories, as GetExecutionHistory tells them. */
import type { Database } from "../../database.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";

/** AWS ends an execution whose history reaches this many events. */
export const MAX_HISTORY_EVENTS = 25_000;

export interface Event {
  id: number;
  type: string;
  at: number;
  previous: number;
  details: JsonObject | undefined;
}

export interface HistoryPage {
  limit: number;
  /** Only events after this one, in the order asked for. */
  after: number | undefined;
  reverse: boolean;
}

export class History {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  append(execution: number, event: Event): void {
    this.#database
      .query("INSERT INTO history(execution, id, type, at, previous, details) VALUES(?, ?, ?, ?, ?, ?)")
      .run(
        execution,
        event.id,
        event.type,
        event.at,
        event.previous,
        event.details === undefined ? null : JSON.stringify(event.details),
      );
  }

  last(execution: number): number {
    return Number(
      this.#database.query("SELECT max(id) AS id FROM history WHERE execution = ?").get(execution)?.id ?? 0,
    );
  }

  page(execution: number, { limit, after, reverse }: HistoryPage): Event[] {
    const sql = reverse
      ? "SELECT * FROM history WHERE execution = ? AND id < ? ORDER BY id DESC LIMIT ?"
      : "SELECT * FROM history WHERE execution = ? AND id > ? ORDER BY id LIMIT ?";
    const from = after ?? (reverse ? Number.MAX_SAFE_INTEGER : 0);
    return this.#database
      .query(sql)
      .all(execution, from, limit)
      .map((row) => ({
        id: Number(row.id),
        type: String(row.type),
        at: Number(row.at),
        previous: Number(row.previous),
        details: row.details === null ? undefined : JSON.parse(String(row.details)),
      }));
  }
}

/** Name of the field that carries the details of an event type: all StateEntered types share one, as do StateExited. */
function detailsField(type: string): string {
  const state = /State(Entered|Exited)$/.exec(type);
  return state
    ? `state${state[1]}EventDetails`
    : `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** An event in the shape of the API; without execution data when the caller does not want it. */
export function eventAnswer(event: Event, withData: boolean): JsonObject {
  const answer: JsonObject = {
    timestamp: event.at / 1000,
    type: event.type,
    id: event.id,
    previousEventId: event.previous,
  };
  if (event.details) answer[detailsField(event.type)] = withData ? event.details : withoutData(event.details);
  return answer;
}

const DATA = new Set([
  "input",
  "inputDetails",
  "output",
  "outputDetails",
  "parameters",
  "assignedVariables",
  "assignedVariablesDetails",
]);

function withoutData(details: JsonObject): Json {
  return isObject(details)
    ? Object.fromEntries(Object.entries(details).filter(([key]) => !DATA.has(key)))
    : details;
}

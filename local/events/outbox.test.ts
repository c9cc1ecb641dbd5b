import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../database.ts";
import { createOutbox, OUTBOX_OWNERS, OUTBOX_TABLES, type Outbox } from "./outbox.ts";

const QUEUE = "arn:aws:sqs:cn-north-1:000000000000:intake";
const NOON = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;

let database: Database;
let outbox: Outbox;
beforeEach(() => {
  database = openDatabase(":memory:", { schema: [OUTBOX_TABLES, OUTBOX_OWNERS] });
  outbox = createOutbox(database);
});
afterEach(() => database.close());

const send = (body: string, at: number) =>
  database.transaction(() => outbox.enqueue({ target: QUEUE, body, at }));
const taken = (now: number) =>
  outbox.take({ target: QUEUE, holder: "holder" }, now, 10).map(({ body }) => body);

test("a message that rests is not handed out before its time", () => {
  send("四分钟后", NOON + 4 * 60_000);
  expect(taken(NOON)).toEqual([]);
  expect(taken(NOON + 4 * 60_000)).toEqual(["四分钟后"]);
});

test("a message that was sent by a clock that has been set back since is handed out at once", () => {
  send("五小时后", NOON + 5 * HOUR);
  expect(taken(NOON)).toEqual(["五小时后"]);
});

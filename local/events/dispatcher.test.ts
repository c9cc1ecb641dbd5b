import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../clock.ts";
import { type Database, openDatabase } from "../database.ts";
import { FunctionError } from "../lambda/function-error.ts";
import { createDispatcher, type Dispatcher, type DispatcherOptions } from "./dispatcher.ts";
import { createOutbox, type DeadLetter, OUTBOX_OWNERS, OUTBOX_TABLES, type Outbox } from "./outbox.ts";
import type { SqsEvent } from "./sqs-event.ts";

const QUEUE = "arn:aws:sqs:cn-north-1:000000000000:intake";
const NOON = Date.UTC(2026, 0, 5, 12);

let database: Database;
let outbox: Outbox;
let clock: VirtualClock;
const started: Dispatcher[] = [];

beforeEach(() => {
  database = openDatabase(":memory:", { schema: [OUTBOX_TABLES, OUTBOX_OWNERS] });
  outbox = createOutbox(database);
  clock = new VirtualClock(NOON);
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((dispatcher) => dispatcher.stop()));
  database.close();
});

function send(...bodies: string[]): void {
  database.transaction(() => {
    for (const body of bodies) outbox.enqueue({ target: QUEUE, body, at: clock.now() });
  });
}

type Handler = (event: SqsEvent, functionName: string) => unknown;

function start(handler: Handler, more: Partial<DispatcherOptions> = {}): Dispatcher {
  const dispatcher = createDispatcher({
    outbox,
    clock,
    invoke: async (functionName, payload) => handler(JSON.parse(JSON.stringify(payload)), functionName),
    subscriptions: [{ target: QUEUE, functionName: "intake" }],
    backoff: { first: 1000, max: 60_000 },
    random: () => 1,
    ...more,
  });
  started.push(dispatcher);
  dispatcher.start();
  return dispatcher;
}

const bodies = (event: SqsEvent) => event.Records.map((record) => record.body);

describe("delivery", () => {
  it("wakes on commit, hands over SQS's event and forgets what succeeded", async () => {
    const seen: SqsEvent[] = [];
    const dispatcher = start((event) => void seen.push(event));
    send("一");
    await dispatcher.idle();
    expect(seen).toEqual([
      {
        Records: [
          {
            messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
            receiptHandle: expect.any(String),
            body: "一",
            attributes: {
              ApproximateReceiveCount: "1",
              SentTimestamp: String(NOON),
              SenderId: "s3.amazonaws.com",
              ApproximateFirstReceiveTimestamp: String(NOON),
            },
            messageAttributes: {},
            md5OfBody: createHash("md5").update("一").digest("hex"),
            eventSource: "aws:sqs",
            eventSourceARN: QUEUE,
            awsRegion: "cn-north-1",
          },
        ],
      },
    ]);
    expect(outbox.waiting()).toBe(0);
  });

  it("sends at most ten a call and nothing of a change that was rolled back", async () => {
    const sizes: number[] = [];
    const dispatcher = start((event) => void sizes.push(event.Records.length));
    expect(() =>
      database.transaction(() => {
        outbox.enqueue({ target: QUEUE, body: "lost", at: NOON });
        throw new Error("no");
      }),
    ).toThrow("no");
    send(...Array.from({ length: 23 }, (_, index) => String(index)));
    await dispatcher.idle();
    expect(sizes.sort((a, b) => a - b)).toEqual([3, 10, 10]);
  });

  it("is not held up by a slow message", async () => {
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];
    const dispatcher = start(
      async (event) => {
        if (bodies(event)[0] === "slow") await gate.promise;
        done.push(...bodies(event));
      },
      { subscriptions: [{ target: QUEUE, functionName: "intake", batchSize: 1, concurrency: 2 }] },
    );
    send("slow", "a", "b", "c");
    while (done.length < 3) await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual(["a", "b", "c"]);
    gate.resolve();
    await dispatcher.idle();
    expect(done).toEqual(["a", "b", "c", "slow"]);
  });
});

describe("failure", () => {
  it("rests longer each time, then buries the message and says so", async () => {
    const tries: number[] = [];
    const dead: DeadLetter[] = [];
    const dispatcher = start(
      () => {
        tries.push(clock.now() - NOON);
        throw new FunctionError("Error", "坏文件");
      },
      { onDead: (letter) => void dead.push(letter) },
    );
    send("bad");
    await dispatcher.idle();
    await clock.advance(3_600_000);
    await dispatcher.idle();
    expect(tries).toEqual([0, 1000, 3000, 7000, 15_000]);
    expect(outbox.waiting()).toBe(0);
    expect(dead).toEqual(outbox.deadLetters());
    expect(dead).toMatchObject([{ body: "bad", receives: 5, reason: "Error: 坏文件", target: QUEUE }]);
  });

  it("of some of a batch retries only those", async () => {
    const seen: string[][] = [];
    const dispatcher = start((event) => {
      seen.push(bodies(event));
      const failed = seen.length === 1 ? event.Records.filter((record) => record.body === "b") : [];
      return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
    });
    send("a", "b", "c");
    await dispatcher.idle();
    await clock.advance(1000);
    await dispatcher.idle();
    expect(seen).toEqual([["a", "b", "c"], ["b"]]);
    expect(outbox.waiting()).toBe(0);
  });

  it.each([[[{ itemIdentifier: "unknown" }]], [[{ itemIdentifier: "" }]], [[{ wrong: 1 }]], ["nonsense"]])(
    "reported unreadably (%j) counts for the whole batch",
    async (batchItemFailures) => {
      const dispatcher = start(() => ({ batchItemFailures }));
      send("a", "b");
      await dispatcher.idle();
      expect(outbox.waiting()).toBe(2);
    },
  );

  it("buried can be revived with a fresh count", async () => {
    let broken = true;
    const counts: string[] = [];
    const dispatcher = start(
      (event) => {
        counts.push(...event.Records.map((record) => record.attributes.ApproximateReceiveCount));
        if (broken) throw new Error("down");
      },
      { subscriptions: [{ target: QUEUE, functionName: "intake", maxReceiveCount: 1 }] },
    );
    send("a");
    await dispatcher.idle();
    broken = false;
    const [letter] = outbox.deadLetters();
    expect(outbox.revive(letter?.id ?? 0, clock.now())).toBe(true);
    expect(outbox.revive(letter?.id ?? 0, clock.now())).toBe(false);
    await dispatcher.idle();
    expect([counts, outbox.waiting(), outbox.deadLetters()]).toEqual([["1", "1"], 0, []]);
  });
});

describe("a store that refuses for a while", () => {
  /** As a full disk does it: reading goes on. */
  const refuse = (on: boolean) => database.exec(`PRAGMA query_only = ${on ? "ON" : "OFF"}`);
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => void faults.push(fault);

  it("is asked again for messages, without a new one that would wake it", async () => {
    const seen: string[] = [];
    send("a");
    refuse(true);
    const dispatcher = start((event) => void seen.push(...bodies(event)), { onFault });
    await clock.advance(10_000);
    expect(seen).toEqual([]);
    refuse(false);
    await clock.advance(10_000);
    expect(seen).toEqual(["a"]);
    await dispatcher.idle();
    expect(outbox.waiting()).toBe(0);
    expect(faults).not.toEqual([]);
  });

  it.each(["handled", "failed", "given up"])("is told in the end of what was %s", async (how) => {
    const calls: string[] = [];
    const dispatcher = start(
      (event) => {
        calls.push(...bodies(event));
        if (calls.length > 1) return;
        refuse(true);
        if (how !== "handled") throw new Error("坏文件");
      },
      {
        onFault,
        subscriptions: [
          { target: QUEUE, functionName: "intake", maxReceiveCount: how === "given up" ? 1 : 5 },
        ],
      },
    );
    send("a");
    await clock.advance(10_000);
    expect(outbox.waiting()).toBe(1);
    refuse(false);
    await clock.advance(600_000);
    await dispatcher.idle();
    expect(outbox.waiting()).toBe(0);
    expect(calls).toEqual(how === "failed" ? ["a", "a"] : ["a"]);
    expect(outbox.deadLetters()).toHaveLength(how === "given up" ? 1 : 0);
  });

  it("is the reason of failures that bury nothing", async () => {
    let failing = true;
    const calls: string[] = [];
    const dispatcher = start(
      (event) => {
        calls.push(...bodies(event));
        if (failing) throw new Error("cannot be written");
      },
      { failing: () => failing },
    );
    send("a");
    await dispatcher.idle();
    await clock.advance(24 * 3_600_000);
    expect(outbox.waiting()).toBe(1);
    failing = false;
    await clock.advance(60_000);
    await dispatcher.idle();
    expect([outbox.waiting(), outbox.deadLetters()]).toEqual([0, []]);
    expect(calls.length).toBeGreaterThan(5);
  });

  it("does not keep it from stopping", async () => {
    const dispatcher = start(() => refuse(true), { onFault });
    send("a");
    await clock.advance(10_000);
    await dispatcher.stop();
    refuse(false);
    expect(outbox.waiting()).toBe(1);
  });
});

describe("stopping and starting", () => {
  it("waits for the call in flight and takes nothing more", async () => {
    const gate = Promise.withResolvers<void>();
    const dispatcher = start(() => gate.promise, {
      subscriptions: [{ target: QUEUE, functionName: "intake", batchSize: 1, concurrency: 1 }],
    });
    send("a", "b");
    await new Promise((resolve) => setImmediate(resolve));
    const order: string[] = [];
    const stopped = dispatcher.stop().then(() => order.push("stopped"));
    order.push("released");
    gate.resolve();
    await stopped;
    expect(order).toEqual(["released", "stopped"]);
    expect(outbox.waiting()).toBe(1);
  });

  it("takes up what a dead dispatcher still held, at once", async () => {
    send("a");
    expect(outbox.take({ target: QUEUE, holder: "a process killed here" }, NOON, 10)).toHaveLength(1);
    const counts: string[] = [];
    const dispatcher = start((event) => {
      counts.push(...event.Records.map((record) => record.attributes.ApproximateReceiveCount));
    });
    await dispatcher.idle();
    expect([counts, outbox.waiting()]).toEqual([["2"], 0]);
  });

  it("buries what was sent to a queue that is no more, and says so", async () => {
    send("a");
    const told: DeadLetter[] = [];
    const dispatcher = start(() => undefined, {
      subscriptions: [{ target: `${QUEUE}-renamed`, functionName: "intake" }],
      onDead: (letter) => void told.push(letter),
    });
    await dispatcher.idle();
    expect(outbox.waiting()).toBe(0);
    expect(told).toMatchObject([{ body: "a", reason: expect.stringContaining(QUEUE) }]);
    expect(outbox.deadLetters()).toEqual(told);
  });

  it("buries a message that took the process down time and again", async () => {
    send("poison");
    for (let life = 0; life < 20; life++) outbox.take({ target: QUEUE, holder: `life ${life}` }, NOON, 10);
    const dispatcher = start(() => {
      throw new Error("must not be called");
    });
    await dispatcher.idle();
    expect(outbox.deadLetters()).toMatchObject([
      { body: "poison", reason: expect.stringContaining("interrupted") },
    ]);
  });
});

describe("owners take turns", () => {
  const sendOf = (owner: string, count: number) =>
    database.transaction(() => {
      for (let n = 0; n < count; n++)
        outbox.enqueue({ target: QUEUE, owner, body: `${owner} ${n}`, at: clock.now() });
    });
  const oneAtATime = {
    subscriptions: [{ target: QUEUE, functionName: "intake", batchSize: 1, concurrency: 1 }],
  };

  it("hands one of another's over next, whatever was sent before it, and keeps each one's order", async () => {
    sendOf("water", 500);
    const seen: string[] = [];
    const dispatcher = start((event) => {
      seen.push(...bodies(event));
      if (seen.length === 3) sendOf("farm", 1);
    }, oneAtATime);
    await dispatcher.idle();
    expect(seen.indexOf("farm 0")).toBeLessThanOrEqual(4);
    expect(seen.filter((body) => body !== "farm 0")).toEqual(
      Array.from({ length: 500 }, (_, n) => `water ${n}`),
    );
  });

  it("fills a batch with one of each before a second of anyone", () => {
    sendOf("water", 20);
    for (const owner of ["farm", "road", "school"]) sendOf(owner, 1);
    const owners = outbox.take({ target: QUEUE, holder: "this run" }, NOON, 5).map(({ owner }) => owner);
    expect(owners).toEqual(["farm", "road", "school", "water", "water"]);
  });

  it("gives what failed its turn when it is due, though another's queue is long", async () => {
    sendOf("farm", 1);
    const seen: string[] = [];
    let failures = 0;
    const dispatcher = start((event) => {
      seen.push(...bodies(event));
      if (seen.at(-1) === "farm 0" && failures++ === 0) throw new Error("for once");
    }, oneAtATime);
    await dispatcher.idle();
    await clock.advance(500);
    sendOf("water", 3);
    await dispatcher.idle();
    await clock.advance(501);
    await dispatcher.idle();
    expect(seen).toEqual(["farm 0", "water 0", "water 1", "water 2", "farm 0"]);
    expect(outbox.waiting()).toBe(0);
  });

  it("takes turns again in a new life, over what the last one held", () => {
    sendOf("water", 30);
    sendOf("farm", 1);
    expect(outbox.take({ target: QUEUE, holder: "a life that was killed" }, NOON, 31)).toHaveLength(31);
    const next = outbox.take({ target: QUEUE, holder: "the next life" }, NOON, 2);
    expect(next.map(({ body }) => body).toSorted()).toEqual(["farm 0", "water 0"]);
  });
});

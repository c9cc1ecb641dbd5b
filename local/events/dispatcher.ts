/**
 * Carries messages from the outbox to functions: batches in flight side by side, at least once, until the handler
 * succeeds or the attempts are used up.
 *
 *   enqueue+COMMIT -> wake -> take (counted) -> invoke -> delete | retry at t | recordDeadLetter
 *   kill -9 anywhere before delete: the message is still there, and due, when the next dispatcher starts
 */
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Invoke } from "../lambda/function-error.ts";
import { type Backoff, DEFAULT_BACKOFF, restAfter } from "./backoff.ts";
import type { DeadLetter, Message, Outbox } from "./outbox.ts";
import { failedIds, toSqsEvent } from "./sqs-event.ts";

export interface Subscription {
  /** ARN of the queue. */
  readonly target: string;
  readonly functionName: string;
  /** Messages a call, at most 10 as on SQS without a batching window. */
  readonly batchSize?: number;
  /** Calls in flight. */
  readonly concurrency?: number;
  /** Calls in flight for messages of one owner, so that another's finds room; any number if not said. */
  readonly share?: number;
  /** Failures after which a message is buried. */
  readonly maxReceiveCount?: number;
}

export interface DispatcherOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly subscriptions: readonly Subscription[];
  readonly backoff?: Backoff;
  readonly random?: () => number;
  /** Told of each burial after it is committed. Its failure changes nothing. */
  readonly onDead?: (letter: DeadLetter) => void | Promise<void>;
  /** Whether a store has just refused: as long as one does, no failure is a message's own and none is buried for it. */
  readonly failing?: () => boolean;
  /** Told of faults of the dispatcher itself or of `onDead`. */
  readonly onFault?: (fault: unknown) => void;
}

export interface Dispatcher {
  start(): void;
  /** Takes nothing more and resolves when every call in flight has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing is in flight and nothing is due now; messages resting after a failure do not count. */
  idle(): Promise<void>;
}

const DEFAULTS = { batchSize: 10, concurrency: 8, maxReceiveCount: 5 };
/** Receives that ended neither well nor badly: the process died each time. Such a message must not kill it for ever. */
const MAX_INTERRUPTIONS = 20;
/** Rest before the store is asked again that has refused, in milliseconds. */
const AFTER_FAULT = 1000;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { outbox, clock, backoff = DEFAULT_BACKOFF, random = Math.random } = options;
  const lanes = options.subscriptions.map((subscription) => ({ ...DEFAULTS, ...subscription, inFlight: 0 }));
  type Lane = (typeof lanes)[number];
  const calls = new Set<Promise<void>>();
  const idlers = new Set<() => void>();
  // A new run never waits for what an earlier, dead one held.
  let holder = randomUUID();
  let running = false;
  let alarm: AbortController | undefined;
  let stopping = new AbortController();
  let stopListening: (() => void) | undefined;

  const ownOf = ({ target, share }: Lane) => ({ target, holder, share });
  const fault = (error: unknown) => options.onFault?.(error);

  const pump = () => {
    if (!running) return settleIdlers();
    try {
      for (const lane of lanes) {
        while (lane.inFlight < lane.concurrency) {
          const batch = outbox.take(ownOf(lane), clock.now(), lane.batchSize);
          if (batch.length === 0) break;
          launch(lane, batch);
        }
      }
      setAlarm();
      settleIdlers();
    } catch (error) {
      fault(error);
      wakeAt(clock.now() + AFTER_FAULT);
    }
  };

  const launch = (lane: Lane, batch: Message[]) => {
    lane.inFlight++;
    const call = deliver(lane, batch)
      .catch(fault)
      .finally(() => {
        lane.inFlight--;
        calls.delete(call);
        pump();
      });
    calls.add(call);
  };

  const deliver = async (lane: Lane, received: Message[]) => {
    const interrupted = received.filter(wasInterrupted);
    const batch = received.filter((message) => !wasInterrupted(message));
    await inTheEnd(() => {
      for (const message of interrupted)
        recordDeadLetter(message, `interrupted ${MAX_INTERRUPTIONS} times without an outcome`);
    });
    if (batch.length === 0) return;
    let failed: ReadonlySet<string>;
    let reason = "reported in batchItemFailures";
    try {
      failed = failedIds(await options.invoke(lane.functionName, toSqsEvent(batch)), batch);
    } catch (error) {
      failed = new Set(batch.map((message) => message.messageId));
      reason = error instanceof Error ? error.message : String(error);
    }
    await inTheEnd(() => outbox.delete(batch.filter((message) => !failed.has(message.messageId))));
    for (const message of batch)
      if (failed.has(message.messageId)) await inTheEnd(() => fail(lane, message, reason));
  };

  /**
   * What became of a message is written, however long the disk is full: nobody else takes it up while this run holds it.
   * A run that is stopped meanwhile leaves it to the next one, which does it again.
   */
  const inTheEnd = async (write: () => void): Promise<void> => {
    for (;;)
      try {
        return write();
      } catch (error) {
        fault(error);
        if (stopping.signal.aborted) return;
        await clock.sleepUntil(clock.now() + AFTER_FAULT, stopping.signal).catch(() => undefined);
        if (stopping.signal.aborted) return;
      }
  };

  const fail = (lane: Lane, message: Message, reason: string) => {
    const failures = message.failures + 1;
    if (failures >= lane.maxReceiveCount && !options.failing?.()) recordDeadLetter(message, reason);
    else outbox.retry(message, clock.now() + restAfter(failures, backoff, random()));
  };

  const wasInterrupted = ({ receives, failures }: Message): boolean =>
    receives - failures > MAX_INTERRUPTIONS;

  /** What an older version sent to a queue that this one does not have: nobody would ever take it. */
  const buryUnaddressed = () => {
    for (const message of outbox.addressedElsewhere(lanes.map(({ target }) => target)))
      recordDeadLetter(message, `no function listens to ${message.target} any more`);
  };

  const recordDeadLetter = (message: Message, reason: string) => {
    const letter = outbox.recordDeadLetter(message, reason, clock.now());
    Promise.resolve(letter)
      .then((buried) => options.onDead?.(buried))
      .catch(fault);
  };

  /**
   * One timer for all lanes: the earliest rest that ends. Full lanes are pumped when a call returns, and so is what is due
   * of an owner who has the whole share under way.
   */
  const setAlarm = () => {
    const now = clock.now();
    const due = lanes
      .filter((lane) => lane.inFlight < lane.concurrency)
      .map((lane) => outbox.nextDue(ownOf(lane), now))
      .filter((at) => at !== undefined);
    wakeAt(due.length > 0 ? Math.min(...due) : undefined);
  };

  const wakeAt = (at: number | undefined) => {
    alarm?.abort();
    alarm = undefined;
    if (at === undefined) return;
    const controller = new AbortController();
    alarm = controller;
    // The only rejection is our own abort.
    clock.sleepUntil(at, controller.signal).then(pump, () => {});
  };

  const settleIdlers = () => {
    if (calls.size > 0) return;
    const now = clock.now();
    if (running && lanes.some((lane) => (outbox.nextDue(ownOf(lane)) ?? Number.POSITIVE_INFINITY) <= now))
      return;
    for (const resolve of idlers) resolve();
    idlers.clear();
  };

  return {
    start() {
      if (running) return;
      running = true;
      holder = randomUUID();
      stopping = new AbortController();
      stopListening = outbox.onEnqueue(pump);
      buryUnaddressed();
      pump();
    },
    async stop() {
      running = false;
      stopListening?.();
      alarm?.abort();
      stopping.abort();
      while (calls.size > 0) await Promise.all(calls);
      settleIdlers();
    },
    idle: () =>
      new Promise((resolve) => {
        idlers.add(resolve);
        // After the microtask in which the outbox tells of what was just committed.
        setImmediate(pump);
      }),
  };
}

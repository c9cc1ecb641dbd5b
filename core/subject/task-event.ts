/**
 * What people arrange among themselves about a task: claimed, released, transferred, urged. The same for every kind of
 * subject, which need not know of it; who does what a task asks for, its kind decides.
 */
import * as z from "zod";
import { chineseDay } from "../calendar/day-name.ts";
import type { Assignee, Day, Pool, Stamp, TaskMark, TaskMarks } from "./kind.ts";
import { termOf } from "./term-event.ts";

export type TaskEvent =
  | { readonly type: "TaskClaimed"; readonly about: string; readonly until?: Day }
  /** `left`: who held it has left the office. */
  | { readonly type: "TaskReleased"; readonly about: string; readonly why?: "left" }
  | {
      readonly type: "TaskTransferred";
      readonly about: string;
      readonly to: Assignee;
      /** What that person or pool was called then. */
      readonly toName: string;
      readonly reason: string;
      readonly until?: Day;
    }
  | { readonly type: "TaskUrged"; readonly about: string; readonly day: Day; readonly note?: string };

const text = z.string();
const pool: z.ZodType<Pool> = z.looseObject({
  role: z.enum(["secretary", "reviewer", "visitor", "leader", "administrator"]),
  unitId: text.optional(),
});
const assignee: z.ZodType<Assignee> = z.union([z.looseObject({ person: text, as: pool.optional() }), pool]);

const event = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("TaskClaimed"), about: text, until: text.optional() }),
  z.looseObject({ type: z.literal("TaskReleased"), about: text, why: z.literal("left").optional() }),
  z.looseObject({
    type: z.literal("TaskTransferred"),
    about: text,
    to: assignee,
    toName: text,
    reason: text,
    until: text.optional(),
  }),
  z.looseObject({ type: z.literal("TaskUrged"), about: text, day: text, note: text.optional() }),
]);

/** As the trail holds it. */
export const recordedTaskEvent: z.ZodType<TaskEvent> = event;

const TYPES: readonly string[] = event.options.map(({ shape }) => shape.type.value);

export const isTaskEvent = (one: { readonly type: string }): one is TaskEvent => TYPES.includes(one.type);

/** As a subject's state holds them. */
export const storedMarks: z.ZodType<TaskMarks> = z.record(
  text,
  z.object({
    holder: text.optional(),
    until: text.optional(),
    pool: pool.optional(),
    urgedOn: text.optional(),
    urgedBy: text.optional(),
  }),
);

/** The marks of a subject after an event. */
export function marked(marks: TaskMarks, event: TaskEvent, stamp: Stamp): TaskMarks {
  return { ...marks, [event.about]: markAfter(marks[event.about] ?? {}, event, stamp) };
}

function markAfter(mark: TaskMark, event: TaskEvent, { by, onBehalfOf = by }: Stamp): TaskMark {
  const { holder: _, until: __, ...free } = mark;
  switch (event.type) {
    case "TaskClaimed":
      return { ...free, holder: onBehalfOf, ...(event.until && { until: event.until }) };
    case "TaskReleased":
      return free;
    case "TaskTransferred": {
      const { to, until } = event;
      return "person" in to ? { ...free, holder: to.person, ...(until && { until }) } : { ...mark, pool: to };
    }
    case "TaskUrged":
      return { ...mark, urgedOn: event.day, urgedBy: by };
  }
}

/** @param names of the kind's terms */
export function describeTaskEvent(event: TaskEvent, names: Readonly<Record<string, string>>): string {
  const term = termOf(event.about);
  const what = names[term] ?? term;
  switch (event.type) {
    case "TaskClaimed":
      return `领取${what}${event.until ? `，保留至${chineseDay(event.until)}` : ""}`;
    case "TaskReleased":
      return `${event.why === "left" ? "原办理人离任，" : ""}放回待办列表：${what}`;
    case "TaskTransferred":
      return `${what}转交${event.toName}办理：${event.reason}`;
    case "TaskUrged":
      return `催办${what}${event.note ? `：${event.note}` : ""}`;
  }
}

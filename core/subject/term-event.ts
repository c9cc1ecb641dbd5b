/** What is recorded when people are told of a term: the same for every kind of subject, which need not know of it. */
import * as z from "zod";
import { chineseDay } from "../calendar/day-name.ts";
import type { Day, Stamp, SubjectState, Term } from "./kind.ts";

export type TermEvent = {
  readonly type: "Reminded" | "Escalated";
  readonly about: string;
  readonly due: Day;
  /** Rung of the ladder, `+5`; absent in what was recorded before there were rungs. */
  readonly step?: string | undefined;
};

const TYPES = ["Reminded", "Escalated"] as const;

/** As the trail holds it. */
export const recordedTermEvent: z.ZodType<TermEvent> = z.looseObject({
  type: z.enum(TYPES),
  about: z.string(),
  due: z.string(),
  step: z.string().optional(),
});

export const isTermEvent = (event: { readonly type: string }): event is TermEvent =>
  TYPES.some((type) => type === event.type);

/** Before and on the due day people are reminded, after it chased. */
export const termEvent = ({ about, due }: Term, step: string): TermEvent => ({
  type: Number(step) > 0 ? "Escalated" : "Reminded",
  about,
  due,
  step,
});

/** Being told changes nothing about a subject but that it happened. */
export const told = <State extends SubjectState>(state: State, stamp: Stamp): State => ({
  ...state,
  updatedAt: stamp.at,
  version: state.version + 1,
});

/** The name of what a task or a term is about: `review/user_1` → `review`. */
export const termOf = (about: string): string => about.split("/", 1)[0] ?? about;

export function describeTermEvent(
  { type, about, due, step }: TermEvent,
  names: Readonly<Record<string, string>>,
): string {
  const day = chineseDay(due);
  const term = termOf(about);
  const what = names[term] ?? term;
  if (type === "Reminded") return step === "0" ? `提醒：${what}今天到期` : `提醒：${what}将于${day}到期`;
  const late = step === undefined ? "" : `，逾期${Number(step)}个工作日`;
  return `催办：${what}已过${day}期限${late}`;
}

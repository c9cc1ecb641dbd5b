/**
 * The Ladder 催办阶梯: on which working days, counted from the day a term is due, who is told of it. It is data of the
 * rulebook. Days that passed while nothing ran are told of once, by the last of them, to all who were to hear meanwhile.
 */
import { afterWorkdays, beforeWorkdays } from "../calendar/workday.ts";
import type { Day } from "./kind.ts";

/** `actor`: whoever must act. `unit_head`: the head of the unit it is about. `above`: the leaders of the office above. */
export const LADDER_AUDIENCES = ["actor", "unit_head", "leader", "above"] as const;
export type LadderAudience = (typeof LADDER_AUDIENCES)[number];

export interface Rung {
  /** Working days after the due day; before it where negative. */
  readonly workdays: number;
  readonly to: readonly LadderAudience[];
}

/** In the order of days. */
export type Ladder = readonly Rung[];

/** The next rung of a term: its step is the rung's working days as they are said, `-2`, `0`, `+5`. */
export interface NextTelling {
  readonly day: Day;
  readonly step: string;
}

/** What is told now, and when the next is. */
export interface DueTelling {
  readonly told: { readonly step: string; readonly to: readonly LadderAudience[] } | undefined;
  readonly next: NextTelling;
}

export const stepOf = ({ workdays }: Pick<Rung, "workdays">): string =>
  workdays > 0 ? `+${workdays}` : String(workdays);

/** Nothing more is told of the term. */
const END: NextTelling = { day: "9999-12-31", step: "end" };

export const dayOfRung = (due: Day, { workdays }: Pick<Rung, "workdays">): Day =>
  workdays < 0 ? beforeWorkdays(due, -workdays) : afterWorkdays(due, workdays);

const at = (due: Day, rung: Rung | undefined): NextTelling =>
  rung ? { day: dayOfRung(due, rung), step: stepOf(rung) } : END;

/**
 * The first telling of a term that begins today. Its task is told of as it comes: what the ladder had for the days up to
 * then says nothing more. A term that is overdue already was forgotten, and is told of at once.
 */
export function firstTelling(due: Day, today: Day, ladder: Ladder): NextTelling {
  const passed = ladder.filter((rung) => dayOfRung(due, rung) <= today);
  const last = passed.at(-1);
  if (due <= today && last) return { day: today, step: stepOf(last) };
  return at(due, ladder[passed.length]);
}

/** @param step of the telling that is due; one that an office's ladder no longer has gives way to those after it */
export function dueTelling(step: string, due: Day, today: Day, ladder: Ladder): DueTelling {
  const from = Number(step);
  const ahead = ladder.filter(({ workdays }) => workdays >= from);
  const passed = ahead.filter((rung) => dayOfRung(due, rung) <= today);
  const last = passed.at(-1);
  const to = LADDER_AUDIENCES.filter((one) => passed.some((rung) => rung.to.includes(one)));
  return { told: last && { step: stepOf(last), to }, next: at(due, ahead[passed.length]) };
}

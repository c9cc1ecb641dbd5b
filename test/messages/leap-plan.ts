/**
 * Sixty days of an invented office, drawn by a seed, and what its people must hear: worked out here from the words of the
 * ladder alone (two working days before, on the day, one after to the head too, five to the leader, ten to the office above).
 */
import type { Assignee } from "../../core/subject/kind.ts";

/** Monday 12 October 2026: no holiday for the sixty days that follow. */
const START = "2026-10-12";
export const DAYS = 60;

/** Between 0 and 1, the same row of numbers for the same seed. */
export function drawer(seed: number): () => number {
  let drawn = seed;
  return () => {
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
    return drawn / 2 ** 32;
  };
}

export const PEOPLE = {
  user_wang: { role: "secretary", unitId: "unit_water" },
  user_gu: { role: "secretary", unitId: "unit_farm" },
  user_he: { role: "reviewer" },
  user_shi: { role: "reviewer" },
  user_lu: { role: "leader" },
} as const;
type PersonId = keyof typeof PEOPLE;

export interface Errand {
  readonly id: string;
  readonly to: Assignee;
  readonly setOn: number;
  readonly due: string;
  /** Undefined: never. */
  readonly finishedOn: number | undefined;
}

export interface Plan {
  readonly errands: readonly Errand[];
  /** Days, from the start, on which anything runs: the machine is off now and then. */
  readonly running: readonly number[];
}

export const dayAt = (offset: number): string => {
  const date = new Date(`${START}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + offset);
  return date.toISOString().slice(0, 10);
};
const offsetOf = (day: string): number =>
  (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${START}T00:00:00Z`)) / 86_400_000;

const ASSIGNEES: readonly Assignee[] = [
  { role: "secretary", unitId: "unit_water" },
  { role: "secretary", unitId: "unit_farm" },
  { role: "reviewer" },
  { person: "user_he" },
  { role: "leader" },
];

export function drawPlan(seed: number, count: number): Plan {
  const draw = drawer(seed);
  const below = (most: number) => Math.floor(draw() * most);
  const running = Array.from({ length: DAYS }, (_, offset) => offset).filter(
    (offset) => offset === 0 || offset === DAYS - 1 || draw() > 0.15,
  );
  const runs = (from: number) => running.find((offset) => offset >= from);
  const errands = Array.from({ length: count }, (_, at): Errand => {
    const setOn = runs(below(DAYS - 20)) ?? 0;
    // On a working day, as terms are.
    const due = stepped(dayAt(setOn), 1 + below(7));
    const after = below(3) === 0 ? undefined : runs(setOn + 1 + below(25));
    return {
      id: `err_${at}`,
      to: ASSIGNEES[below(ASSIGNEES.length)] ?? { role: "leader" },
      setOn,
      due,
      finishedOn: after,
    };
  });
  return { errands, running };
}

const isWorked = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** So many working days on, or back. */
function stepped(day: string, workdays: number): string {
  let offset = offsetOf(day);
  for (let left = Math.abs(workdays); left > 0; ) {
    offset += Math.sign(workdays);
    if (isWorked(dayAt(offset))) left--;
  }
  return dayAt(offset);
}

const actorsOf = (to: Assignee): PersonId[] => {
  const ids = Object.keys(PEOPLE).filter((id): id is PersonId => id in PEOPLE);
  if ("person" in to) return ids.filter((id) => id === to.person);
  return ids.filter((id) => {
    const person = PEOPLE[id];
    return (
      person.role === to.role &&
      (to.unitId === undefined || ("unitId" in person && person.unitId === to.unitId))
    );
  });
};

/** `user_he err_3 +1`, sorted: one line for each message there must be. */
export function expected({ errands, running }: Plan): string[] {
  const lines = errands.flatMap((errand) => {
    const { id, to, setOn, due, finishedOn = DAYS } = errand;
    const rungs = [-2, 0, 1, 5, 10].map((workdays) => ({ workdays, day: stepped(due, workdays) }));
    const told = actorsOf(to).map((person) => `${person} ${id} came`);
    // What lies before the day after it was set says nothing more than that it came.
    let waiting = rungs.filter(({ day }) => day > dayAt(setOn));
    for (const offset of running.filter((one) => one > setOn && one < finishedOn)) {
      const passed = waiting.filter(({ day }) => day <= dayAt(offset));
      waiting = waiting.slice(passed.length);
      const last = passed.at(-1);
      if (!last) continue;
      const step = last.workdays > 0 ? `+${last.workdays}` : String(last.workdays);
      const hearers = new Set<string>();
      for (const { workdays } of passed) {
        if (workdays <= 1) for (const person of actorsOf(to)) hearers.add(person);
        if (workdays === 5) hearers.add("user_lu");
        // The office has nobody above it, and its units have no heads.
      }
      told.push(...[...hearers].map((person) => `${person} ${id} ${step}`));
    }
    return told;
  });
  return lines.sort();
}

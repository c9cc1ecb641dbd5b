/**
 * Which of a unit's papers are laid beside each other (domain.md §7): those of one session by its day, a problem and
 * what followed it, a quarter that is over and its plan. Pure; what kinds of paper these are is rulebook data.
 */
import { parsePeriod, periodDays, periodOf } from "../../calendar/period.ts";
import { afterDays } from "../../calendar/workday.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { type CheckedDocument, type ComparedSet, dayOf } from "./element-ref.ts";

/** A paper that the unit has filed; `day` is the day of the session that its link, or the dossier, has put it into. */
export type DatedDocument = CheckedDocument & { day?: string };

/** Papers laid beside each other; `day` is the session's. */
export type DocumentSet = ComparedSet & { among: NonNullable<ComparedSet["among"]>; day?: string };

/** All companies of these papers. A quarter is looked at once its papers are no longer awaited on `today`. */
export function groupRelated(
  papers: readonly DatedDocument[],
  roster: readonly string[],
  today: string,
  rulebook: Rulebook,
): DocumentSet[] {
  return [
    ...sessions(papers, rulebook).map((one) => ({ ...one, roster, among: "session" as const })),
    ...followUps(papers, rulebook).map((pair) => ({ papers: pair, roster, among: "affair" as const })),
    ...quarters(papers, today, rulebook).map((one) => ({ ...one, roster, among: "period" as const })),
  ];
}

/** The day of the session a paper belongs to: where it was put, else the day it names itself. */
export function dayOfDocument(paper: DatedDocument, { company }: Rulebook): string | undefined {
  if (!company.session.includes(paper.type)) return undefined;
  return paper.day ?? paper.examination.effectiveDate ?? namedDay(paper, company.occasion);
}

const namedDay = (paper: CheckedDocument, elements: readonly string[]): string | undefined =>
  elements
    .map((id) => paper.examination.elements[id])
    .map((result) => result && dayOf({ result }))
    .find((day) => day !== undefined);

type Dated = { paper: DatedDocument; day: string };

function sessions(papers: readonly DatedDocument[], rulebook: Rulebook) {
  const { records, dateToleranceDays, yearly } = rulebook.company;
  const dated = papers.flatMap((paper): Dated[] => {
    const day = dayOfDocument(paper, rulebook);
    return day === undefined ? [] : [{ paper, day }];
  });
  const held = [...new Set(dated.filter(({ paper }) => records.includes(paper.type)).map(({ day }) => day))];
  const at = (day: string): Dated[] => dated.filter((one) => one.day === day);
  const days = [...new Set(dated.map(({ day }) => day))].sort();
  const moved = new Map<DatedDocument, string>();
  for (const { paper, day } of dated) {
    if (held.includes(day)) continue;
    // A slip of the pen: the one session nearby that has a record and lacks such a paper is meant.
    const near = held.filter(
      (other) =>
        other >= afterDays(day, -dateToleranceDays) &&
        other <= afterDays(day, dateToleranceDays) &&
        !at(other).some((one) => one.paper.type === paper.type),
    );
    if (near.length === 1 && near[0] !== undefined) moved.set(paper, near[0]);
  }
  return days.flatMap((day) => {
    const own = dated.filter((one) => (moved.get(one.paper) ?? one.day) === day).map(({ paper }) => paper);
    if (own.length === 0) return [];
    const next = held.filter((other) => other > day).sort()[0];
    const standing = yearly.flatMap(({ type, year }) =>
      papers.filter(
        (paper) => paper.type === type && paper.examination.elements[year]?.value === Number(day.slice(0, 4)),
      ),
    );
    return [{ day, papers: [...own, ...standing], ...(next !== undefined && { next }) }];
  });
}

/** Each later paper with the earlier one that it answers. */
function followUps(papers: readonly DatedDocument[], { company }: Rulebook): DatedDocument[][] {
  return company.followUps.flatMap(({ earlier, earlierDay, later, laterDay, names }) => {
    const dayAt = (paper: CheckedDocument, element: string): string => namedDay(paper, [element]) ?? "";
    const before = papers
      .filter(({ type }) => type === earlier)
      .sort((a, b) => (dayAt(a, earlierDay) < dayAt(b, earlierDay) ? -1 : 1));
    return papers
      .filter(({ type }) => type === later)
      .flatMap((answer) => {
        const cited = names === undefined ? "" : (answer.examination.elements[names]?.evidence ?? "");
        const named = before.filter((one) => cites(cited, dayAt(one, earlierDay)));
        const until = dayAt(answer, laterDay) || "9999";
        const meant = named.at(-1) ?? before.filter((one) => dayAt(one, earlierDay) <= until).at(-1);
        return meant ? [[meant, answer]] : [];
      });
  });
}

/** `6月11日` in the words is the day `2024-06-11`. */
function cites(words: string, day: string): boolean {
  const [, month, date] = day.split("-").map(Number);
  return month !== undefined && words.normalize("NFKC").replace(/\s/g, "").includes(`${month}月${date}日`);
}

function quarters(papers: readonly DatedDocument[], today: string, rulebook: Rulebook) {
  const { yearly, records } = rulebook.company;
  const awaited = rulebook.deadlines.session_report?.value;
  return yearly.flatMap(({ type, year }) =>
    papers
      .filter((paper) => paper.type === type)
      .flatMap((plan) => {
        const planned = plan.examination.elements[year]?.value;
        if (typeof planned !== "number") return [];
        return [1, 2, 3, 4].flatMap((n) => {
          const quarter = parsePeriod(`${planned}-Q${n}`);
          if (!quarter) return [];
          const { first, last } = periodDays(quarter);
          if (today <= afterDays(last, typeof awaited === "number" ? awaited : 0)) return [];
          const held = papers.filter(
            (paper) =>
              records.includes(paper.type) &&
              periodOf(dayOfDocument(paper, rulebook) ?? "") === `${planned}-Q${n}`,
          );
          const months = [0, 1, 2].map((shift) => {
            const month = Number(first.slice(5, 7)) + shift;
            return `${planned}-${String(month).padStart(2, "0")}`;
          });
          return [{ day: last, papers: [plan, ...held], months }];
        });
      }),
  );
}

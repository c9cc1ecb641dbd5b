// What cross-document rules compare: days, people, readings, issues. A table from kind to function.
import type { AcrossSource } from "../../rulebook/schema.ts";
import { fingerprint } from "../similarity.ts";
import { dayOf, namesOf, type Session, type Spot, spotsAt } from "./place.ts";

/** A contradiction: the spot it is shown at, the spot it contradicts, and what fills the message. */
export type Contradiction = { at: Spot; beside?: Spot; values: Record<string, string> };
type Kind = (session: Session, rule: AcrossSource) => Contradiction[];

/** Every day at `of` lies before every day at `to`, or on it where the rule is not strict. */
const dateOrder: Kind = (session, { of, to, strict }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const [first, second] = [dayOf(at), dayOf(beside)];
    if (first === undefined || second === undefined) return [];
    const wrong = strict ? first >= second : first > second;
    return wrong ? [{ at, beside, values: { first, second } }] : [];
  });

/** Every day at `of` is the day at `to`. */
const sameDate: Kind = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const [first, second] = [dayOf(at), dayOf(beside)];
    return first !== undefined && second !== undefined && first !== second
      ? [{ at, beside, values: { first, second } }]
      : [];
  });

/** Whoever is named at `of` is named at `to`, in at least one paper. A paper that names nobody cannot be compared. */
const peopleWithin: Kind = (session, { of, to, needs }) => {
  if (needs.some((type) => !session.papers.some((paper) => paper.type === type))) return [];
  const others = spotsAt(session, to);
  const known = new Set(others.flatMap(namesOf));
  if (needs.length > 0 && known.size === 0) return [];
  return spotsAt(session, of).flatMap((at) =>
    namesOf(at)
      .filter((person) => !known.has(person))
      .map((person) => ({ at, beside: others[0], values: { person } })),
  );
};

/** Nobody named at `of` is named at `to`. */
const peopleApart: Kind = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const there = namesOf(beside);
    return namesOf(at)
      .filter((person) => there.includes(person))
      .map((person) => ({ at, beside, values: { person } }));
  });

/** Every member of the roster is named at `of`: when speakers are drawn by lot, all must have prepared. */
const rosterWithin: Kind = (session, { of, to }) => {
  const known = new Set(spotsAt(session, of).flatMap(namesOf));
  const [at] = spotsAt(session, to);
  if (!at) return [];
  return session.roster.filter((person) => !known.has(person)).map((person) => ({ at, values: { person } }));
};

/** At least one text named at `of` is named at `to`. */
const sharedReading: Kind = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const [planned, done] = [readingsOf(at), readingsOf(beside)];
    const shared = planned.some((one) => done.some((other) => one.includes(other) || other.includes(one)));
    return planned.length > 0 && done.length > 0 && !shared
      ? [{ at, beside, values: { first: planned.join("、"), second: done.join("、") } }]
      : [];
  });

const readingsOf = ({ result: { value } }: Spot): string[] =>
  (Array.isArray(value) ? value : [])
    .filter((title) => typeof title === "string")
    .map((title) => title.replace(/[《》\s]/g, "").replace(/^中华人民共和国/, ""));

const ISSUE =
  /^\s*(?:问题)?[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）]?[.．、：:]\s*(\S[^\n]{5,120})/gm;
const FURTHER = /[。；;]|要求|整改(?:要求|期限)/;
/** An issue counts as answered when this share of its pairs of characters stands in the report. */
const ANSWERED = 0.5;

/** Every numbered issue of the notice is taken up in the report. */
const issuesAnswered: Kind = (session, { of, to }) =>
  pairs(session, of, to).flatMap(([at, beside]) => {
    const { text: notice } = at.paper;
    const { text: report } = beside.paper;
    if (notice === undefined || report === undefined) return [];
    const known = fingerprint(report, 2);
    const listed = notice.slice(at.result.start);
    return [...listed.matchAll(ISSUE)].flatMap((match) => {
      const issue = (match[1] ?? "").split(FURTHER)[0] ?? "";
      const grams = [...fingerprint(issue, 2)];
      const shared = grams.filter((gram) => known.has(gram)).length;
      return grams.length > 3 && shared / grams.length < ANSWERED
        ? [{ at: beside, beside: at, values: { issue } }]
        : [];
    });
  });

function pairs(session: Session, of: AcrossSource["of"], to: AcrossSource["to"]): Array<[Spot, Spot]> {
  const others = spotsAt(session, to);
  return spotsAt(session, of).flatMap((at) => others.map((other): [Spot, Spot] => [at, other]));
}

export const KINDS: Record<AcrossSource["kind"], Kind> = {
  date_order: dateOrder,
  same_date: sameDate,
  people_within: peopleWithin,
  people_apart: peopleApart,
  roster_within: rosterWithin,
  shared_reading: sharedReading,
  issues_answered: issuesAnswered,
};

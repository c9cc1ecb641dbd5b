/**
 * A unit's papers laid beside each other, worked out anew whenever somebody asks: a later paper that fills a gap or breaks
 * a story is seen at once on all of them, and nothing stored can be out of date (docs/decisions/0020).
 */

import { parsePeriod, periodDays } from "../../../core/calendar/period.ts";
import { afterDays } from "../../../core/calendar/workday.ts";
import { type CrossFinding, crossCheck } from "../../../core/checking/cross/cross-check.ts";
import {
  type DatedDocument,
  dayOfDocument as dayOfPaper,
  groupRelated,
} from "../../../core/checking/cross/document-set.ts";
import type { Unit } from "../../../core/organisation/unit.ts";
import type { Rulebook } from "../../../core/rulebook/rulebook.ts";
import { dayOfSessionId } from "../../../core/sessions/session.ts";
import { latestRevision, type Submission } from "../../../core/submissions/submission.ts";
import { clock } from "../../adapters/clock.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { submissionsOfUnit } from "../../adapters/table/submissions.ts";
import { getUnit } from "../../adapters/table/units.ts";
import { rosterOf } from "../units/roster.ts";
import { documentOf } from "./documents.ts";

/** Papers that contradict each other, or one that lacks another. */
export interface Contradiction {
  readonly among: "session" | "affair" | "period";
  /** The session's; of a quarter its last. */
  readonly day?: string;
  readonly finding: CrossFinding;
  /** All papers concerned have been approved as they are: a person has seen it and let it stand. */
  readonly settled: boolean;
}

export interface CrossChecked {
  readonly day?: string;
  /** The other papers that this one was compared with. */
  readonly others: readonly Submission[];
  /** What concerns this submission, seen from it: `paper` is this one, `beside` the other. */
  readonly findings: readonly CrossFinding[];
  /** Those by whose rule this very paper is at fault and goes back by itself. */
  readonly faults: readonly CrossFinding[];
}

type Light = { readonly id: string; readonly type: string; readonly day?: string };

/** What this submission's company says of it. `paper` is given while the table does not know the examination yet. */
export async function crossCheckOf(submission: Submission, known?: DatedDocument): Promise<CrossChecked> {
  const rulebook = await rulebookInForce(submission.jurisdiction);
  const own = known ?? (await filed(submission, true));
  if (!own || !compared(own.type, rulebook)) return { others: [], findings: [], faults: [] };
  const { company } = rulebook;
  const day = dayOfPaper(own, rulebook);
  const followUps = new Set(company.followUps.flatMap(({ earlier, later }) => [earlier, later]));
  const yearly = new Set(company.yearly.map(({ type }) => type));
  const relevant = (other: Light): boolean => {
    if (followUps.has(own.type)) return followUps.has(other.type);
    if (yearly.has(own.type)) return company.records.includes(other.type);
    return yearly.has(other.type) || near(other.day, day, company.dateToleranceDays);
  };
  const years = new Set([submission.period, day ?? submission.period].map((one) => one.slice(0, 4)));
  const [unit, ...lists] = await Promise.all([
    getUnit(submission.jurisdiction, submission.unitId),
    ...[...years].map((year) => submissionsOfUnit(submission.jurisdiction, submission.unitId, year)),
  ]);
  const others = lists.flat().filter(({ id }) => id !== submission.id);
  const papers = [own, ...(await filedOf(others, relevant, rulebook))];
  const companies = groupRelated(papers, rosterOf(unit, submission.period), clock.today(), rulebook).filter(
    (one) => one.papers.some(({ id }) => id === own.id),
  );
  const inCompany = new Set(companies.flatMap((one) => one.papers.map(({ id }) => id)));
  const found = distinct(companies.flatMap((one) => crossCheck(one, rulebook)));
  const returning = new Set(rulebook.across.filter((rule) => rule.returns).map(({ id }) => id));
  return {
    ...(day && { day }),
    others: others.filter(({ id }) => inCompany.has(id)),
    findings: found.flatMap((finding) => seenFrom(own.id, finding)),
    faults: found.filter(({ paper, rule }) => paper === own.id && returning.has(rule)),
  };
}

/** Whether papers of this type may go back for what another paper says. */
export async function mayFault(type: string, jurisdiction: string): Promise<boolean> {
  return (await rulebookInForce(jurisdiction)).across.some(
    ({ returns, of, to }) => returns && [...of, ...to].some((place) => place.type === type),
  );
}

/** All contradictions of a unit's quarter. `ofYear`: the unit's submissions of that year. */
export async function contradictionsOf(
  unit: Unit,
  ofYear: readonly Submission[],
  period: string,
  today: string,
): Promise<Contradiction[]> {
  const rulebook = await rulebookInForce(unit.jurisdiction);
  const quarter = parsePeriod(period);
  if (!quarter) return [];
  const { first, last } = periodDays(quarter);
  const { dateToleranceDays, yearly } = rulebook.company;
  const inPeriod = new Set(ofYear.filter((one) => one.period === period).map(({ id }) => id));
  const relevant = ({ id, type, day }: Light): boolean =>
    yearly.some((one) => one.type === type) ||
    (day === undefined
      ? inPeriod.has(id)
      : day >= afterDays(first, -dateToleranceDays) && day <= afterDays(last, dateToleranceDays));
  const closed = new Set(ofYear.filter(({ state }) => state === "closed").map(({ id }) => id));
  const papers = await filedOf(ofYear, relevant, rulebook);
  return groupRelated(papers, rosterOf(unit, period), today, rulebook)
    .filter(({ among, day }) => among === "affair" || (day !== undefined && day >= first && day <= last))
    .flatMap((company) =>
      distinct(crossCheck(company, rulebook)).map((finding) => ({
        among: company.among,
        ...(company.day && { day: company.day }),
        finding,
        settled: [finding.paper, finding.beside?.paper ?? finding.paper].every((id) => closed.has(id)),
      })),
    );
}

const GONE = new Set<Submission["state"]>(["withdrawn", "rejected"]);

/** The submissions as papers; only those that matter are read, of the others the type and the day are enough. */
async function filedOf(
  submissions: readonly Submission[],
  matters: (light: Light) => boolean,
  rulebook: Rulebook,
): Promise<DatedDocument[]> {
  const papers = await Promise.all(
    submissions
      .filter(({ state }) => !GONE.has(state))
      .map(async (submission) => {
        const light = await filed(submission, false);
        if (!light || !compared(light.type, rulebook)) return undefined;
        return matters(lightOf(light)) ? filed(submission, true) : light;
      }),
  );
  return papers.filter((paper) => paper !== undefined);
}

async function filed(submission: Submission, whole: boolean): Promise<DatedDocument | undefined> {
  const examination = latestRevision(submission)?.examination;
  if (examination?.outcome !== "text") return undefined;
  const { effectiveDate, documentType: type } = examination;
  const day = submission.sessionId === undefined ? undefined : dayOfSessionId(submission.sessionId);
  const where = { id: submission.id, ...(day && { day }) };
  const read = whole ? await documentOf(submission) : undefined;
  if (read) return { ...read, ...where };
  return { ...where, type, examination: { elements: {}, ...(effectiveDate && { effectiveDate }) } };
}

const lightOf = ({ id, type, day, examination }: DatedDocument): Light => {
  const own = day ?? examination.effectiveDate;
  return { id, type, ...(own && { day: own }) };
};

const compared = (type: string, { company }: Rulebook): boolean =>
  company.session.includes(type) ||
  company.yearly.some((one) => one.type === type) ||
  company.followUps.some(({ earlier, later }) => earlier === type || later === type);

/** A paper without a day may be of any session. */
const near = (other: string | undefined, own: string | undefined, days: number): boolean =>
  other === undefined ||
  own === undefined ||
  (other >= afterDays(own, -days) && other <= afterDays(own, days));

/** The same contradiction may show in two companies: told once. */
function distinct(findings: readonly CrossFinding[]): CrossFinding[] {
  const told = new Map(findings.map((one) => [`${one.rule} ${one.paper} ${one.message}`, one]));
  return [...told.values()];
}

/** A contradiction as it looks from one of its two papers; nothing where it concerns neither. */
function seenFrom(id: string, finding: CrossFinding): CrossFinding[] {
  if (finding.paper === id) return [finding];
  const { beside } = finding;
  if (beside?.paper !== id) return [];
  const { paper, element, evidence, start, end } = finding;
  return [{ ...finding, ...beside, beside: { paper, element, evidence, start, end } }];
}

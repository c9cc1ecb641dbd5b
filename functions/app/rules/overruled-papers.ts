/** Documents in which reviewers have called findings wrong, as papers to train on: without the names of people and units. */
import { afterDays, dayOf } from "../../../core/calendar/workday.ts";
import { overrulingsOn } from "../../../core/submissions/overruling.ts";
import type { OverrulingOf } from "../../../core/submissions/rule-record.ts";
import { trainingPaper } from "../../../core/submissions/training-paper.ts";
import type { MarkedPaper } from "../../../core/text/notation.ts";
import { pseudonymised } from "../../../core/text/pseudonyms.ts";
import { clock } from "../../adapters/clock.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import { overrulingsSince } from "../../adapters/table/rule-hits.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import { unitsOf } from "../../adapters/table/units.ts";
import { getResult } from "../checking/result.ts";
import { DAYS, instantOf } from "./overruled.ts";

/** `without`: documents from which nothing can be learned, because nobody has said where the words stand. */
export async function overruledPapers(jurisdiction: string, asked: string | undefined) {
  const since = asked ?? afterDays(clock.today(), -DAYS);
  const [made, names] = await Promise.all([
    overrulingsSince(jurisdiction, instantOf(since)),
    namesOfOffice(jurisdiction),
  ]);
  const documents = [...Map.groupBy(made, ({ submissionId }) => submissionId)];
  const read = await Promise.all(documents.map(([id, overrulings]) => paperOf(id, overrulings, names)));
  const papers = read.filter((paper) => paper !== undefined);
  return { since, papers, without: read.length - papers.length };
}

type OfficeNames = Awaited<ReturnType<typeof namesOfOffice>>;

/** Everybody and every unit of the jurisdiction: papers name each other's people too. */
async function namesOfOffice(jurisdiction: string) {
  const [office, units, people] = await Promise.all([
    getOffice(jurisdiction),
    unitsOf(jurisdiction),
    peopleOf(jurisdiction),
  ]);
  const own = ({ name, shortName }: { name: string; shortName: string }) => [
    // 青槐县水务局 as 青槐县 and 水务局: each has its own stand-in, wherever it stands.
    name.startsWith(office.name) ? name.slice(office.name.length) : name,
    shortName,
  ];
  return {
    people: [
      ...people.map(({ name }) => name),
      ...units.flatMap(({ members }) => members.map(({ name }) => name)),
    ],
    units: [office.name, ...units.flatMap(own)],
  };
}

/** The newest revision that a reviewer has corrected; the earlier ones are nearly the same words. */
async function paperOf(
  submissionId: string,
  made: readonly OverrulingOf[],
  { people, units }: OfficeNames,
): Promise<MarkedPaper | undefined> {
  const revision = Math.max(...made.map(({ overruling }) => overruling.revision));
  const [submission, result] = await Promise.all([
    getSubmission(submissionId),
    getResult(submissionId, revision),
  ]);
  if (!submission || result?.outcome !== "text") return undefined;
  const { examination, reading } = result;
  const { host, attendees = [], speakers = [] } = examination.people ?? {};
  const named = [...people, ...(host ? [host] : []), ...attendees, ...speakers];
  return trainingPaper({
    revision,
    text: pseudonymised(reading.text, { people: named, units }),
    examination,
    overrulings: overrulingsOn(submission, revision),
    asOf: dayOf(submission.receivedAt),
  });
}

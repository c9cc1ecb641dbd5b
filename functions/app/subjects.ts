/** What a path's `{id}` may be about: read once, before anybody enters, and handed to the route. */
import type { NoticeRecord } from "../../core/notices/issuance.ts";
import type { Person, Unit } from "../../core/organisation/unit.ts";
import type { Submission } from "../../core/submissions/submission.ts";
import { getNotice } from "../adapters/table/notices.ts";
import { getPerson, getUnit } from "../adapters/table/offices.ts";
import { getSubmission } from "../adapters/table/submissions.ts";

export interface Subjects {
  readonly unit: Unit;
  readonly submission: Submission;
  readonly person: Person;
  readonly notice: NoticeRecord;
}

/** A subject, and whose it is. */
export interface Loaded<S> {
  readonly subject: S;
  readonly jurisdiction: string;
  readonly unitId?: string;
}

type Loader<S> = (id: string, jurisdiction: string) => Promise<Loaded<S> | undefined>;

export const loaders: { readonly [Name in keyof Subjects]: Loader<Subjects[Name]> } = {
  unit: async (id, jurisdiction) => owned(await getUnit(jurisdiction, id), ({ id: unitId }) => unitId),
  submission: async (id) => owned(await getSubmission(id), ({ unitId }) => unitId),
  person: async (id, jurisdiction) => owned(await getPerson(jurisdiction, id), ({ unitId }) => unitId),
  notice: async (id) => owned(await getNotice(id), () => undefined),
};

function owned<S extends { readonly jurisdiction: string }>(
  subject: S | undefined,
  unitOf: (subject: S) => string | undefined,
): Loaded<S> | undefined {
  if (!subject) return undefined;
  const unitId = unitOf(subject);
  return { subject, jurisdiction: subject.jurisdiction, ...(unitId !== undefined && { unitId }) };
}

/** Submissions in the table: by id, of a unit by period, of a jurisdiction by whose turn it is. */
import type { Stored } from "../../../core/subject/change.ts";
import type { Command } from "../../../core/submissions/command.ts";
import type { SubmissionEvent } from "../../../core/submissions/event.ts";
import { submissionKind } from "../../../core/submissions/kind.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { type Turn, turnOf } from "../../../core/submissions/turn.ts";
import { format, json, number, service, text } from "./column.ts";
import { Entity } from "./entity.ts";
import { type SubjectTable, subjectRows } from "./subject.ts";
import { first, primary, second, table } from "./table.ts";
import { put, type Write } from "./transaction.ts";

/** A submission by id; of a unit by period (gsi1); of a jurisdiction by whose turn it is and when due (gsi2). */
const SubmissionRow = new Entity({
  model: { entity: "submission", version: "1", service },
  attributes: {
    id: text,
    jurisdiction: text,
    unitId: text,
    period: text,
    receivedAt: text,
    turn: text,
    due: text,
    version: number,
    headHash: text,
    format,
    submission: json,
  },
  indexes: {
    byId: { pk: { field: primary.pk, composite: ["id"] }, sk: { field: primary.sk, composite: [] } },
    byUnit: {
      index: first.index,
      pk: { field: first.pk, composite: ["jurisdiction", "unitId"] },
      sk: { field: first.sk, composite: ["period", "receivedAt", "id"] },
    },
    byTurn: {
      index: second.index,
      // Of nobody's turn nobody asks: what has ended leaves the index instead of filling one key of it for ever.
      condition: ({ turn }) => turn !== "nobody",
      pk: { field: second.pk, composite: ["jurisdiction", "turn"] },
      sk: { field: second.sk, composite: ["due", "id"] },
    },
  },
});

const OPEN = ["machine", "reviewer", "unit"] as const;

function writeSubmission(submission: Submission, headHash: string, expected: number | undefined): Write {
  const { id, jurisdiction, unitId, period, receivedAt, version } = submission;
  const due = "due" in submission ? submission.due : "9999-12-31";
  const turn = turnOf(submission);
  const row = { id, jurisdiction, unitId, period, receivedAt, version, headHash, submission, due, turn };
  return put(
    SubmissionRow.put({ ...row, format: submissionKind.format }).where((field, { eq, notExists }) =>
      expected === undefined ? notExists(field.version) : eq(field.version, expected),
    ),
  );
}

const rows = subjectRows(SubmissionRow, "报送件", submissionKind, writeSubmission);

export const submissions: SubjectTable<Submission, Command, SubmissionEvent, "submission"> = {
  kind: submissionKind,
  rows,
  unknown: { kind: "conflict", code: "submission_unknown", message: "没有这份报送件，请核对链接是否完整。" },
  async read(id) {
    const { data } = await SubmissionRow.get({ id }).go({ ...table(), consistent: true });
    return rows.one(data);
  },
  write: writeSubmission,
  async open(jurisdiction) {
    const { sound, unreadable } = rows.sift(
      (await Promise.all(OPEN.map((turn) => ofTurn(jurisdiction, turn)))).flat(),
    );
    return { sound: sound.map(({ state }) => state), unreadable };
  },
};

/** A submission as it was read: what a change may begin from without reading again. */
export type Known = Stored<Submission>;

export const readSubmission = (id: string): Promise<Known | undefined> => submissions.read(id);

export async function getSubmission(id: string): Promise<Submission | undefined> {
  return (await readSubmission(id))?.state;
}

/** A unit's submissions whose period begins with `prefix`: `2026` for a year, `2026-Q3` for a quarter, nothing for all. */
export async function submissionsOfUnit(
  jurisdiction: string,
  unitId: string,
  prefix?: string,
): Promise<Submission[]> {
  const ofUnit = SubmissionRow.query.byUnit({ jurisdiction, unitId });
  const asked = prefix === undefined ? ofUnit : ofUnit.begins({ period: prefix });
  const { data } = await asked.go({ ...table(), pages: "all" });
  return rows.all(data).map(({ state }) => state);
}

async function ofTurn(jurisdiction: string, turn: Exclude<Turn, "nobody">): Promise<readonly unknown[]> {
  const { data } = await SubmissionRow.query.byTurn({ jurisdiction, turn }).go({ ...table(), pages: "all" });
  return data;
}

/** Open submissions by whose turn it is, the most urgent first. */
export async function submissionsByTurn(
  jurisdiction: string,
  turn: Exclude<Turn, "nobody">,
): Promise<Submission[]> {
  return rows.all(await ofTurn(jurisdiction, turn)).map(({ state }) => state);
}

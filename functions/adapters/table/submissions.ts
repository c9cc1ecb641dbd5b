/** Submissions in the table: read, change under expected version, list by unit and by whose turn it is. */

import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { append, type TrailEntry } from "../../../core/subject/trail.ts";
import type { Actor, Command } from "../../../core/submissions/command.ts";
import { decide } from "../../../core/submissions/decide.ts";
import type { SubmissionEvent } from "../../../core/submissions/event.ts";
import { evolve } from "../../../core/submissions/evolve.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { type Turn, turnOf } from "../../../core/submissions/turn.ts";
import { clock } from "../clock.ts";
import { SubmissionRow, TrailRow } from "./filing-entities.ts";
import { table } from "./table.ts";
import { backOff, commit, put, type Write } from "./transaction.ts";

export interface Changed {
  readonly submission: Submission;
  readonly events: readonly SubmissionEvent[];
}

/**
 * What else must be written in the same transaction, told what is about to become true. Undefined: somebody else has done
 * it already, nothing at all is written.
 */
type More = readonly Write[] | undefined;
export type Together = (changed: Changed) => Promise<More> | More;

const ATTEMPTS = 12;

/** A submission as it was read: what a change may begin from without reading again. */
export type Known = NonNullable<Awaited<ReturnType<typeof readSubmission>>>;

export async function readSubmission(id: string) {
  const { data } = await SubmissionRow.get({ id }).go({ ...table(), consistent: true });
  return data ?? undefined;
}

export async function getSubmission(id: string): Promise<Submission | undefined> {
  return (await readSubmission(id))?.submission;
}

/**
 * Decides `command` on the newest state and commits its events, or answers the refusal. Lost races are decided anew,
 * so the loser hears the truth of that moment. No events: nothing is written unless `together` insists.
 *
 * @param known what the caller has read, or `absent` for what should not exist yet: saves the first reading. Where it is no
 *   longer true the write fails and the next attempt reads.
 */
export async function changeSubmission(
  id: string,
  command: Command,
  actor: Actor,
  together: Together = () => [],
  known?: Known | "absent",
): Promise<Result<Changed>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const told = attempt === 0 ? known : undefined;
    const row = told === "absent" ? undefined : (told ?? (await readSubmission(id)));
    const decided = decide(row?.submission, command, actor);
    if (!decided.ok) return decided;
    const events = decided.value;
    const stamp = { at: clock.instant(), by: actor.id };
    let submission = row?.submission;
    for (const event of events) submission = evolve(submission, event, stamp, id);
    if (!submission) return refuse("conflict", "submission_unknown", "没有这份报送件，请核对链接是否完整。");
    const head = row && { sequence: row.version, hash: row.headHash };
    const entries = append(id, head, events, stamp);
    const others = await together({ submission, events });
    if (!others) return accept({ submission: row?.submission ?? submission, events: [] });
    if (events.length === 0 && others.length === 0) return accept({ submission, events });
    const writes = [
      write(submission, row?.version, entries.at(-1)?.hash ?? row?.headHash ?? ""),
      ...entries.map(writeEntry),
      ...others,
    ];
    if (await commit(writes)) return accept({ submission, events });
    await backOff(attempt);
  }
  return refuse("conflict", "busy", "操作的人太多，请稍候再试。");
}

function write(submission: Submission, expected: number | undefined, headHash: string): Write {
  const { id, jurisdiction, unitId, period, receivedAt, version } = submission;
  const due = "due" in submission ? submission.due : "9999-12-31";
  const row = {
    id,
    jurisdiction,
    unitId,
    period,
    receivedAt,
    version,
    headHash,
    submission,
    due,
    turn: turnOf(submission),
  };
  return put(
    SubmissionRow.put(row).where((field, { eq, notExists }) =>
      expected === undefined ? notExists(field.version) : eq(field.version, expected),
    ),
  );
}

export function writeEntry(entry: TrailEntry<SubmissionEvent>): Write {
  return put(TrailRow.put(entry).where(({ hash }, { notExists }) => notExists(hash)));
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
  return data.map((row) => row.submission);
}

/** Open submissions by whose turn it is, the most urgent first. */
export async function submissionsByTurn(
  jurisdiction: string,
  turn: Exclude<Turn, "nobody">,
): Promise<Submission[]> {
  const { data } = await SubmissionRow.query.byTurn({ jurisdiction, turn }).go({ ...table(), pages: "all" });
  return data.map((row) => row.submission);
}

/** The whole trail of a subject, in order. */
export async function trailOf(subject: string): Promise<TrailEntry[]> {
  const { data } = await TrailRow.query
    .bySubject({ subject })
    .go({ ...table(), pages: "all", consistent: true });
  return data;
}

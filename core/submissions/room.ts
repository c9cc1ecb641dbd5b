/**
 * A submission with all its reasons, answers and overrulings is one item of the table (400 KB). What may grow without an end
 * is bounded here, so that there is always room for what ends it: approving, rejecting, closing.
 */
import type { Reason, Submission } from "./submission.ts";

/** Files set aside: more are a mistake, or somebody's mischief, and are told of one by one instead. */
export const MAX_SET_ASIDE = 20;
/** Up to here it may go back and forth; then a person decides. */
const ROUNDS_BYTES = 200_000;
/** Up to here it may grow by what a round still owes. */
const ITEM_BYTES = 370_000;
/** Of what the machine finds in one file. */
const MACHINE_BYTES = 40_000;
/** Of the words that a reason rests on the first are kept; its place in the text tells the rest. */
const MAX_EVIDENCE = 300;

/** As the table counts, or a little more. */
const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value) ?? "").length;

/** Whether it may be sent back once more, or something about it be written down, with this. */
export const hasRoomFor = (submission: Submission, addition: unknown): boolean =>
  sizeOf(submission) + sizeOf(addition) <= ROUNDS_BYTES;

/** Whether it holds this at all. */
export const holdsStill = (submission: Submission, addition: unknown): boolean =>
  sizeOf(submission) + sizeOf(addition) <= ITEM_BYTES;

/** The reasons of the machine that fit, and of the others how many there are. */
export function fitting(reasons: readonly Reason[]): readonly Reason[] {
  const kept: Reason[] = [];
  let size = 0;
  for (const reason of reasons) {
    const short = reason.evidence ? { ...reason, evidence: reason.evidence.slice(0, MAX_EVIDENCE) } : reason;
    size += sizeOf(short);
    if (size > MACHINE_BYTES) break;
    kept.push(short);
  }
  const left = reasons.length - kept.length;
  return left === 0
    ? kept
    : [
        ...kept,
        { code: "more_findings", message: `另有${left}项同类问题未逐一列出，请对照审查结果一并更正` },
      ];
}

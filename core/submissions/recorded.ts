/**
 * An event as the trail holds it, parsed when read. Only what it must have is asked for: what it says beyond that was decided
 * by the rules of its day.
 */
import * as z from "zod";
import { storedQuorum } from "../subject/quorum.ts";
import { SET_ASIDE_REASONS, type SubmissionEvent } from "./event.ts";
import {
  storedAnswer,
  storedDivision,
  storedExamination,
  storedFinding,
  storedObject,
  storedReason,
  storedWords,
} from "./stored.ts";

const text = z.string();
const number = z.int().positive();
const reasons = z.array(storedReason);
const file = { fileName: text, object: storedObject };

export const recordedEvent: z.ZodType<SubmissionEvent> = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("Received"),
    jurisdiction: text,
    unitId: text,
    period: text,
    sessionId: text.optional(),
    declaredType: text.optional(),
    linkId: text,
    filers: z.array(text).optional(),
    ...file,
  }),
  z.looseObject({
    type: z.literal("Examined"),
    revision: number,
    examination: storedExamination,
    route: z.enum(["review", "correct"]),
  }),
  z.looseObject({ type: z.literal("Returned"), automatic: z.boolean(), reasons, due: text }),
  z.looseObject({
    type: z.literal("Resubmitted"),
    ...file,
    declaredType: text.optional(),
    answers: z.array(storedAnswer),
    filers: z.array(text).optional(),
  }),
  z.looseObject({ type: z.literal("ManualReviewRequested"), note: text }),
  z.looseObject({ type: z.literal("SetAside"), ...file, why: z.enum(SET_ASIDE_REASONS) }),
  z.looseObject({ type: z.literal("ReviewRequested"), due: text, quorum: storedQuorum.optional() }),
  z.looseObject({
    type: z.literal("Countersigned"),
    seat: text.optional(),
    units: z.array(text),
    note: text.optional(),
  }),
  z.looseObject({ type: z.literal("Approved"), note: text.optional() }),
  z.looseObject({ type: z.literal("Rejected"), reasons }),
  z.looseObject({
    type: z.literal("Overruled"),
    id: text,
    revision: number,
    finding: storedFinding,
    words: storedWords.optional(),
    reason: text,
    rulebook: text,
  }),
  z.looseObject({ type: z.literal("Reinstated"), overruling: text, message: text }),
  z.looseObject({
    type: z.literal("Closed"),
    period: text,
    sessionId: text.optional(),
    counts: z.boolean(),
    notCountedReason: text.optional(),
  }),
  z.looseObject({ type: z.literal("Divided"), revision: number, division: storedDivision }),
  z.looseObject({ type: z.literal("Withdrawn"), why: z.enum(["unit", "lapsed"]) }),
]);

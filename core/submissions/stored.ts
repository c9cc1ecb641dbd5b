/** A submission as the table holds it: parsed when read, so that a damaged one is seen where it lies. */
import * as z from "zod";
import { SEVERITIES } from "../checking/examination.ts";
import { storedApproval, storedQuorum } from "../subject/quorum.ts";
import type { Overruling } from "./overruling-record.ts";
import type { Answer, Submission } from "./submission.ts";

const text = z.string();
const count = z.int().nonnegative();
export const storedObject = z.looseObject({ key: text, versionId: text, etag: text, size: count });
export const storedReason = z.looseObject({ code: text, message: text });
export const storedAnswer: z.ZodType<Answer> = z.looseObject({
  reason: count,
  answer: z.enum(["fixed", "contested"]),
  note: text.optional(),
});

export const storedExamination = z.looseObject({
  outcome: z.enum(["text", "refused"]),
  documentType: text,
  errors: count,
  looks: count,
  warnings: count,
  rulebook: text,
  sha256: text,
  examinedAt: text,
  counted: z.looseObject({ counted: z.boolean() }).optional(),
  discussion: z.enum(["D0", "D1", "D2", "D3"]).optional(),
  inherited: z.array(z.looseObject({ overruling: text, place: count })).optional(),
});

const revision = z.looseObject({
  number: count,
  fileName: text,
  object: storedObject,
  receivedAt: text,
  examination: storedExamination.optional(),
  reasons: z.array(storedReason).optional(),
  answers: z.array(storedAnswer).optional(),
});

export const storedFinding = z.looseObject({
  place: z.int(),
  code: text,
  rule: text,
  severity: z.enum(SEVERITIES),
  message: text,
  element: text,
  evidence: text,
});

/** Words that a reviewer marked as an element. */
export const storedWords = z.looseObject({ start: count, end: count, text });

export const storedDivision = z.looseObject({
  into: z.array(z.looseObject({ submissionId: text, fileName: text })),
  refused: z.array(z.looseObject({ fileName: text, message: text })),
});

export const storedOverruling: z.ZodType<Overruling> = z.looseObject({
  id: text,
  revision: count,
  finding: storedFinding,
  words: storedWords.optional(),
  reason: text,
  rulebook: text,
  by: text,
  at: text,
  reinstated: z.looseObject({ by: text, at: text }).optional(),
});

const base = {
  id: text,
  jurisdiction: text,
  unitId: text,
  period: text,
  sessionId: text.optional(),
  declaredType: text.optional(),
  linkId: text,
  filedBy: text,
  filers: z.array(text).optional(),
  revisions: z.array(revision),
  setAside: z.array(z.looseObject({ object: storedObject, fileName: text, at: text })),
  overrulings: z.array(storedOverruling).optional(),
  receivedAt: text,
  updatedAt: text,
  version: z.int().positive(),
};

const ended = { ...base, by: text, at: text };

export const storedSubmission: z.ZodType<Submission> = z.discriminatedUnion("state", [
  z.looseObject({ ...base, state: z.literal("received") }),
  z.looseObject({ ...base, state: z.literal("examining"), route: z.enum(["review", "correct"]) }),
  z.looseObject({
    ...base,
    state: z.literal("returned"),
    automatic: z.boolean(),
    reasons: z.array(storedReason),
    by: text,
    returnedAt: text,
    due: text,
  }),
  z.looseObject({ ...base, state: z.literal("resubmitted"), manualReview: z.boolean() }),
  z.looseObject({
    ...base,
    state: z.literal("in_review"),
    requestedAt: text,
    due: text,
    quorum: storedQuorum.optional(),
    approvals: z.array(storedApproval).optional(),
    decision: z.looseObject({ kind: z.literal("approve"), by: text, at: text }).optional(),
  }),
  z.looseObject({
    ...base,
    state: z.literal("closed"),
    approvedBy: text,
    closedAt: text,
    counts: z.boolean(),
    notCountedReason: text.optional(),
  }),
  z.looseObject({ ...ended, state: z.literal("rejected"), reasons: z.array(storedReason) }),
  z.discriminatedUnion("why", [
    z.looseObject({ ...ended, state: z.literal("withdrawn"), why: z.enum(["unit", "lapsed"]) }),
    z.looseObject({
      ...ended,
      state: z.literal("withdrawn"),
      why: z.literal("divided"),
      division: storedDivision,
    }),
  ]),
]);

/** An examination as its bucket holds it. */
import * as z from "zod";
import { ELEMENT_STATES, type Examination, SEVERITIES } from "./examination.ts";

const text = z.string();
const offset = z.int().nonnegative();
const span = { start: offset, end: offset };

const element = z.looseObject({
  state: z.enum(ELEMENT_STATES),
  evidence: text,
  ...span,
});

const finding = z.looseObject({
  code: text,
  severity: z.enum(SEVERITIES),
  element: text,
  evidence: text,
  ...span,
  message: text,
  rule: text,
  source: text,
  suggestion: text,
});

export const storedExamination: z.ZodType<Examination> = z.looseObject({
  type: text,
  declaredType: text.optional(),
  title: text.optional(),
  elements: z.record(text, element),
  findings: z.array(finding),
  discussion: z.enum(["D0", "D1", "D2", "D3"]).optional(),
  counted: z
    .looseObject({
      counted: z.boolean(),
      reason: text.optional(),
      evidence: z.looseObject({ text, ...span }).optional(),
    })
    .optional(),
  effectiveDate: text.optional(),
  people: z
    .looseObject({
      host: text.optional(),
      attendees: z.array(text).optional(),
      speakers: z.array(text).optional(),
    })
    .optional(),
  rulebook: text,
});

/** A study session as the table holds it. */
import * as z from "zod";
import type { StudySession } from "./session.ts";

const text = z.string();

export const storedSession: z.ZodType<StudySession> = z.looseObject({
  id: text,
  jurisdiction: text,
  unitId: text,
  date: text,
  period: text,
  kind: text,
  title: text.optional(),
  lit: z.record(text, z.array(text)),
  counting: z.discriminatedUnion("status", [
    z.looseObject({ status: z.literal("open") }),
    z.looseObject({ status: z.literal("counted") }),
    z.looseObject({
      status: z.literal("not_counted"),
      reason: text,
      evidence: text.optional(),
      submissionId: text,
    }),
  ]),
  version: z.int().positive(),
});

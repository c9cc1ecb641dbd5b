/** A submission compared with the unit's other documents and with earlier ones. */
import * as z from "zod";
import { endpoint, readers } from "./endpoint.ts";
import { finding } from "./examination.ts";
import { byId, day } from "./fields.ts";
import { submissionState } from "./submissions.ts";

/** Another document, as far as one needs to know it. */
const otherDocument = z.object({
  submissionId: z.string(),
  typeName: z.string(),
  fileName: z.string(),
  unitName: z.string(),
  state: submissionState,
});

const words = z.object({ evidence: z.string(), start: z.number(), end: z.number() });

/** What other documents tell of one: worked out when asked, so that it is never out of date. */
export const crossCheck = z.object({
  /** Day of the session the document belongs to. */
  date: day.optional(),
  /** The other documents of the same session, or of the same affair. */
  documents: z.array(otherDocument),
  findings: z.array(
    finding.omit({ overruled: true }).extend({
      /** The document it contradicts, and the words there. */
      other: otherDocument.extend(words.shape).optional(),
    }),
  ),
  /** Earlier filings that share much of their words with this one, the closest first. */
  similar: z.array(
    otherDocument.extend({
      /** Of 5-grams, in per cent. */
      share: z.number(),
      receivedAt: z.string(),
      passages: z.array(z.object({ own: words, other: words })),
    }),
  ),
});

export const crossCheckEndpoints = {
  crossCheck: endpoint({
    method: "get",
    path: "/api/submissions/{id}/cross-check",
    summary:
      "What other documents tell of this one: contradictions in the unit's own, and earlier filings it resembles",
    access: { kind: "roles", roles: [...readers], scope: "unit" },
    subject: "submission",
    params: byId,
    answer: crossCheck,
  }),
} as const;

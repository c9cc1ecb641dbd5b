/** What the machine has read in a revision and found in it. */
import * as z from "zod";
import { ELEMENT_STATES, SEVERITIES } from "../../../core/checking/examination.ts";
import { endpoint, readers } from "./endpoint.ts";
import { key } from "./fields.ts";

/** `error` goes back; `look` 请核对 is not sure and may be ignored; `warning` is accepted and listed. */
export const severity = z.enum(SEVERITIES);

/** Why the words of an element were taken. */
const ground = z.discriminatedUnion("by", [
  z.object({ by: z.literal("label"), label: z.string() }),
  z.object({ by: z.literal("wording") }),
  z.object({ by: z.literal("likeness"), percent: z.number(), label: z.string().optional() }),
]);

export const finding = z.object({
  code: z.string(),
  severity,
  element: z.string(),
  evidence: z.string(),
  start: z.number(),
  end: z.number(),
  message: z.string(),
  rule: z.string(),
  source: z.string().optional(),
  suggestion: z.string().optional(),
  /** A reviewer has called it wrong: shown struck, not counted, not to be mended. */
  overruled: z
    .object({
      id: z.string(),
      reason: z.string(),
      at: z.string(),
      /** Absent where the reader is not signed in. */
      byName: z.string().optional(),
      /** The revision in which it was said; an earlier one's holds for the same words of this. */
      revision: z.number().int(),
    })
    .optional(),
});

export const elementLine = z.object({
  id: z.string(),
  /** Chinese name of the element: 地点. */
  name: z.string(),
  severity: z.enum(["error", "warning", "optional"]),
  state: z.enum(ELEMENT_STATES),
  evidence: z.string(),
  start: z.number(),
  end: z.number(),
  ground: ground.optional(),
});

/** Where a stretch of the text came from, so that a screen can say “第2页” or “表1第3行”. */
export const place = z.object({
  start: z.number(),
  end: z.number(),
  paragraph: z.number().optional(),
  page: z.number().optional(),
  cell: z.object({ table: z.number(), row: z.number(), column: z.number() }).optional(),
  part: z.enum(["body", "header", "footer", "note"]).optional(),
});

export const examined = z.object({
  revision: z.number().int(),
  documentType: z.string(),
  typeName: z.string(),
  declaredType: z.string().optional(),
  text: z.string(),
  places: z.array(place),
  elements: z.array(elementLine),
  findings: z.array(finding),
  discussion: z.enum(["D0", "D1", "D2", "D3"]).optional(),
  counted: z
    .object({ counted: z.boolean(), reason: z.string().optional(), evidence: z.string().optional() })
    .optional(),
  rulebook: z.string(),
});

export const examinationEndpoints = {
  examined: endpoint({
    method: "get",
    path: "/api/submissions/{id}/revisions/{revision}/examination",
    summary: "Text as read, elements with their evidence, findings",
    access: { kind: "roles", roles: [...readers], scope: "unit" },
    subject: "submission",
    params: z.object({ id: key, revision: z.coerce.number().int().positive() }),
    answer: examined,
  }),
  preview: endpoint({
    method: "get",
    path: "/api/submissions/{id}/revisions/{revision}/preview",
    summary: "A .docx as sanitised HTML, to see the layout",
    access: { kind: "roles", roles: [...readers], scope: "unit" },
    subject: "submission",
    params: z.object({ id: key, revision: z.coerce.number().int().positive() }),
    content: "text/html",
  }),
} as const;

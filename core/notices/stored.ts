/** What notices are made of, as their bucket holds it: the figures of one unit, and the composed content. */
import * as z from "zod";
import type { NoticeContent } from "./content.ts";
import type { UnitFigures } from "./quarter.ts";

const text = z.string();
const texts = z.array(text);
const byName = z.record(text, texts);

const contradicted = z.looseObject({ sessionId: text, submissionIds: texts });

export const storedFigures: z.ZodType<UnitFigures> = z.object({
  unitId: text,
  unitName: text,
  order: z.number(),
  counted: byName,
  undecided: texts,
  notCounted: z.array(
    z.looseObject({
      sessionId: text,
      unitId: text,
      unitName: text,
      date: text,
      reason: text,
      evidence: text.optional(),
      submissionId: text,
    }),
  ),
  contradicted: z.array(contradicted),
  submissions: z.looseObject({ closed: texts, open: texts, returned: texts, rejected: texts }),
  corrected: texts,
  dueItems: z.array(
    z.looseObject({
      id: text,
      name: text,
      sessionDate: text.optional(),
      due: text.optional(),
      standing: z.enum(["filed", "returned", "overdue"]),
      submissionIds: texts,
    }),
  ),
  problems: z.array(z.looseObject({ code: text, element: text.optional(), submissionIds: texts })),
  complete: texts,
});

const sentence = z.array(z.looseObject({ text, figure: text.optional(), lead: z.literal(true).optional() }));
const row = z.looseObject({ cells: z.array(sentence), sources: texts });

const table = z.looseObject({
  groups: z.array(z.looseObject({ label: text, span: z.int() })).optional(),
  head: texts,
  widths: z.array(z.number()),
  align: z.array(z.enum(["left", "center"])),
  rows: z.array(row),
  totals: row.optional(),
});

const figure = z.looseObject({
  id: text,
  label: text,
  value: z.number(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  unitLabel: z.enum(["次", "家", "件", "项", "%"]),
  sources: texts,
});

export const storedContent: z.ZodType<NoticeContent> = z.object({
  issuer: text,
  mark: text,
  jurisdictionName: text,
  addressee: text,
  copyTo: texts.optional(),
  printedBy: text.optional(),
  copies: z.number().optional(),
  title: text,
  period: text,
  cutoff: text,
  opening: z.array(sentence),
  sections: z.array(z.looseObject({ heading: text, paragraphs: z.array(sentence) })),
  annexes: z.array(z.looseObject({ id: z.enum(["units", "not_counted", "arrears"]), title: text, table })),
  figures: z.array(figure),
  faults: z.array(
    z.looseObject({
      code: z.enum(["row_sum", "kind_sum", "part_exceeds_whole", "rate_mismatch", "untraced"]),
      message: text,
      figures: texts,
    }),
  ),
});

// What a rulebook file may say of an element.
import * as z from "zod";
import { importance, present, samples, texts } from "./words.ts";

/** How an element's value is judged. The code knows these kinds; which element has which is data. */
export const KINDS = [
  "text",
  "section",
  "organisation",
  "date",
  "period",
  "year",
  "person",
  "people",
  "place",
  "number",
  "readings",
  "discussion",
  "speakers",
  "speeches",
  "column",
  "roster",
] as const;

/** A prose pattern. Group `v` is the value judged, group `e` the words shown; without them the whole match is. */
const pattern = z.union([
  z.string(),
  z.strictObject({
    p: z.string(),
    scope: z.enum(["sentence", "line", "title", "head", "tail", "section"]).optional(),
    state: present.optional(),
    /** Reads inside book marks and quotation marks too; otherwise what they hold is masked. */
    raw: z.boolean().optional(),
    /** A clause in which this matches is not taken. */
    not: z.string().optional(),
  }),
]);
export type PatternSource = z.infer<typeof pattern>;

export const element = z.strictObject({
  id: z.string().optional(),
  use: z.string().optional(),
  name: z.string().optional(),
  kind: z.enum(KINDS, `kind 只能是 ${KINDS.join("、")}`).optional(),
  severity: importance.optional(),
  labels: texts.optional(),
  addLabels: texts.optional(),
  prose: z.array(pattern).optional(),
  addProse: z.array(pattern).optional(),
  /** A value in which one of these matches says nothing: `weak`, and the finding `vague_content`. */
  vague: z.array(z.string()).optional(),
  /** State when a placeholder stands inside the value; `ignore` for running text where one is harmless. */
  placeholders: z.enum(["placeholder", "weak", "ignore"]).optional(),
  /** State of a value that names nobody in particular (people) or no text (readings). */
  collective: z.enum(["ok", "weak"]).optional(),
  /** A passage of running text without any name is no person at all. */
  nameless: z.enum(["weak", "missing"]).optional(),
  /** A filled label beside a blank one of the same element is only partial. */
  oneBlank: z.boolean().optional(),
  /** Columns of a table that hold this element. */
  columns: texts.optional(),
  /** Words that fill the cell or line and still are no value. */
  blank: z.array(z.string()).optional(),
  /** A placeholder settles the matter, whatever generic words follow: XX局 and then 县委. */
  formDecides: z.boolean().optional(),
  /** Prose is asked before labels. */
  proseFirst: z.boolean().optional(),
  /** Fewest named persons, or characters, that make the value sound. */
  atLeast: z.number().int().optional(),
  /** Codes for findings other than the standard ones, by state. */
  codes: z.record(z.string(), z.string()).optional(),
  /** Words with none of these say nothing definite: a person looks. */
  needs: z.array(z.enum(["date", "hour", "number", "person", "reading", "place"])).optional(),
  hint: z.string().optional(),
  source: z.string().optional(),
  samples: samples.optional(),
});
export type ElementSource = z.infer<typeof element>;

export const cue = z.strictObject({ p: z.string(), w: z.number() });

export const elementsFile = z.record(z.string(), element);

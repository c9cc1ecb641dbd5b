// What checks.yaml may say.
import * as z from "zod";
import { grade, present, samples, severity, texts } from "./words.ts";

const common = {
  id: z.string(),
  types: texts,
  code: z.string(),
  severity,
  /** Severity for single types that differ from the rule's own. */
  severities: z.record(z.string(), severity).optional(),
  element: z.string().default(""),
  /** Elements whose absence this finding already tells of. */
  replaces: texts.default([]),
  marks: present.optional(),
  message: z.string(),
  suggestion: z.string(),
  source: z.string(),
  samples: samples.optional(),
};

const check = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("date_order"),
    ...common,
    earlier: z.string(),
    later: z.string(),
    strict: z.boolean().default(false),
    /** Words whose group `v` holds the date, where the element itself gives none. */
    seekEarlier: z.string().optional(),
    seekLater: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("not_future"), ...common }),
  z.strictObject({ kind: z.literal("filed_year"), ...common }),
  z.strictObject({
    kind: z.literal("same_year"),
    ...common,
    pattern: z.string(),
    /** A clause in which this matches speaks of another year with good reason. */
    except: z.string().optional(),
    /** Only an earlier year is wrong: what comes next may be told already. */
    past: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal("title_year"), ...common }),
  /** `held`: the element that names the day on which the text was read; `seek`: words whose group `v` does, failing that. */
  z.strictObject({
    kind: z.literal("later_reading"),
    ...common,
    held: z.string(),
    seek: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("hours"), ...common }),
  z.strictObject({
    kind: z.literal("year_window"),
    ...common,
    year: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  z.strictObject({ kind: z.literal("headcount"), ...common, named: z.string(), absent: z.string() }),
  z.strictObject({ kind: z.literal("absent_present"), ...common, named: z.string(), absent: z.string() }),
  z.strictObject({
    kind: z.literal("speaker_present"),
    ...common,
    named: z.string(),
    absent: z.string(),
    speakers: z.string(),
  }),
  /** `person` is whom the approval in `element` concerns. */
  z.strictObject({ kind: z.literal("self_approval"), ...common, person: z.string() }),
  z.strictObject({ kind: z.literal("stated_points"), ...common }),
  z.strictObject({ kind: z.literal("unanswered"), ...common }),
  /** `own`: elements that name the paper's own unit; `signed`: the unit of the title signs itself. */
  z.strictObject({
    kind: z.literal("other_unit"),
    ...common,
    own: texts,
    signed: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal("hollow"),
    ...common,
    /** Elements whose words are weighed. */
    elements: texts,
    /** Words that say nothing: what is left without them is the substance. */
    words: texts,
    /** So many characters left are still nothing. */
    left: z.number().int().default(2),
    /** Nothing is said of a paper in which this stands. */
    unless: z.string().optional(),
    /** What is weighed: the words found, with the sentence or what stands under the heading, with the rest of the paragraph. */
    weigh: z.enum(["value", "passage", "paragraph"]).default("passage"),
    /** Where the element was not found, sentences with these words are weighed in its place. */
    cue: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("praise"),
    ...common,
    /** Words of praise, of which two are enough. */
    pattern: z.string(),
    /** A word that finds fault, or says that none was found. */
    except: z.string(),
  }),
  z.strictObject({ kind: z.literal("absence_reason"), ...common }),
  z.strictObject({
    kind: z.literal("sums"),
    ...common,
    /** Group `v` is the total, group `u` what is counted. */
    total: z.string(),
    /** What must stand right behind the total, so that parts follow. */
    opens: z.string(),
    /** The parts are all there are only where this stands among them; otherwise fewer than the total are looked at. */
    whole: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("column_sums"), ...common }),
  z.strictObject({ kind: z.literal("impossible_day"), ...common }),
  /** The session lies more than so many `days` before the day of issue. */
  z.strictObject({ kind: z.literal("outdated"), ...common, issued: z.string(), days: z.number().int() }),
  z.strictObject({ kind: z.literal("leave_period"), ...common, session: z.string() }),
  z.strictObject({ kind: z.literal("ranking"), ...common, pattern: z.string() }),
  z.strictObject({
    kind: z.literal("words"),
    ...common,
    pattern: z.string(),
    raw: z.boolean().default(true),
    /** Nothing is said of a paper in which this stands. */
    unless: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("repeated"),
    ...common,
    times: z.number().int(),
    length: z.number().int(),
  }),
  z.strictObject({ kind: z.literal("absent_beside"), ...common, beside: z.string() }),
  z.strictObject({
    kind: z.literal("roster_gap"),
    ...common,
    named: z.string(),
    absent: z.string(),
    /** Where the document accounts for as many people as it expects, the roster may be out of date: only a warning. */
    expected: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("filed_within"),
    ...common,
    /** A date, with a deadline in days; or a year, with a deadline such as 02-28. */
    since: z.string(),
    /** Key of `deadlines` in rulebook.yaml. */
    deadline: z.string(),
    yearsAfter: z.number().int().default(0),
  }),
  z.strictObject({ kind: z.literal("backfilled"), ...common, times: z.number().int() }),
  z.strictObject({ kind: z.literal("same_speech"), ...common, length: z.number().int() }),
  z.strictObject({ kind: z.literal("grade"), ...common, below: grade, from: grade.default("D0") }),
]);
export type CheckSource = z.infer<typeof check>;

const counting = z.strictObject({
  ...common,
  /** Every item of the agenda matches. */
  all: z.string().optional(),
  /** At least one item matches; the first is the evidence. */
  any: z.string().optional(),
  /** No item matches. */
  none: z.string().optional(),
  /** Holds only while the discussion is graded below this. */
  below: grade.optional(),
  /** Holds only where the title says so. */
  title: z.string().optional(),
  /** Also holds when the study part says it lasted fewer minutes than this. */
  minutes: z.number().optional(),
});
export type CountingSource = z.infer<typeof counting>;

const place = z.strictObject({ type: z.string(), element: z.string() });

/** A rule on several papers of one session: what stands at the places `of` against what stands at the places `to`. */
const across = z.strictObject({
  id: z.string(),
  kind: z.enum([
    "date_order",
    "same_date",
    "people_within",
    "people_apart",
    "roster_within",
    "shared_reading",
    "subject_told",
    "month_planned",
    "day_among",
    "before_next",
    "often_enough",
    "issues_answered",
  ]),
  /** Which papers are laid beside each other: of one session, a problem and what followed, or a quarter and its plan. */
  among: z.enum(["session", "affair", "period"], "among 只能是 session、affair 或 period").default("session"),
  of: z.array(place).min(1, "of 至少要有一处"),
  to: z.array(place).min(1, "to 至少要有一处"),
  strict: z.boolean().default(false),
  /** Types of paper without which the rule says nothing. */
  needs: texts.default([]),
  /** The rule holds only where one of these words stands in this element. */
  when: z.strictObject({ type: z.string(), element: z.string(), words: texts }).optional(),
  /** The rule does not hold there. */
  unless: z.strictObject({ type: z.string(), element: z.string(), words: texts }).optional(),
  /** Says nothing before the unit has held its next session. */
  settled: z.boolean().default(false),
  /** It is certain which paper is at fault: that one goes back by itself. Otherwise the reviewer decides which. */
  returns: z.boolean().default(false),
  /** Key of `quotas` in rulebook.yaml. */
  quota: z.string().optional(),
  code: z.string(),
  severity,
  message: z.string(),
  suggestion: z.string(),
  source: z.string(),
  samples: samples.optional(),
});
export type AcrossSource = z.infer<typeof across>;

export const checksFile = z.strictObject({
  checks: z.array(check),
  counting: z.array(counting),
  across: z.array(across).default([]),
});

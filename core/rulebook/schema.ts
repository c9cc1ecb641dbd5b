// What a rulebook file may say. People write these files by hand, so every refusal is a Chinese sentence.
import * as z from "zod";

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

const severity = z.enum(["error", "warning", "info"], "严重程度只能是 error、warning 或 info");
const importance = z.enum(["error", "warning", "optional"], "severity 只能是 error、warning 或 optional");
const present = z.enum(["ok", "weak", "partial", "invalid", "placeholder"], "state 写法不对");
const grade = z.enum(["D0", "D1", "D2", "D3"], "研讨等级只能是 D0 至 D3");
const texts = z.array(z.string().min(1, "不能是空字"));
const samples = z.strictObject({ accept: texts.default([]), reject: texts.default([]) });

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

const element = z.strictObject({
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
  hint: z.string().optional(),
  source: z.string().optional(),
  samples: samples.optional(),
});
export type ElementSource = z.infer<typeof element>;

const cue = z.strictObject({ p: z.string(), w: z.number() });

export const typeFile = z.strictObject({
  type: z.string().regex(/^[a-z_]+$/, "type 只能用小写字母和下划线"),
  name: z.string(),
  source: z.string(),
  /** A class that is told apart but never asked for: a regulation, another meeting. */
  negative: z.boolean().default(false),
  /** Reports one session: discussion is graded and counting rules apply. */
  session: z.boolean().default(false),
  title: z.array(cue).default([]),
  body: z.array(cue).default([]),
  labels: z.strictObject({ atLeast: z.number().int(), w: z.number() }).optional(),
  requires: z.string().optional(),
  samples,
  elements: z.array(element).default([]),
});
export type TypeSource = z.infer<typeof typeFile>;

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
  }),
  z.strictObject({ kind: z.literal("not_future"), ...common }),
  z.strictObject({ kind: z.literal("filed_year"), ...common }),
  z.strictObject({ kind: z.literal("same_year"), ...common, pattern: z.string() }),
  z.strictObject({
    kind: z.literal("year_window"),
    ...common,
    year: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  z.strictObject({
    kind: z.literal("attendance"),
    ...common,
    expected: z.string(),
    present: z.string(),
    named: z.string(),
    absent: z.string(),
    speakers: z.string(),
  }),
  z.strictObject({ kind: z.literal("absence_reason"), ...common }),
  z.strictObject({ kind: z.literal("sums"), ...common, total: z.string(), parts: texts }),
  z.strictObject({ kind: z.literal("ranking"), ...common, pattern: z.string() }),
  z.strictObject({
    kind: z.literal("words"),
    ...common,
    pattern: z.string(),
    raw: z.boolean().default(true),
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

/** Samples kept beside the rules: rule id, or element id within the type that the file is named after. */
export const samplesFile = z.record(z.string(), samples);

export const elementsFile = z.record(z.string(), element);
export const checksFile = z.strictObject({
  checks: z.array(check),
  counting: z.array(counting),
  across: z.array(across).default([]),
});

export const lexiconFile = z.strictObject({
  /** Named fragments, written `{name}` in any pattern. */
  macros: z.record(z.string(), z.string()),
  placeholders: texts,
  placeholderWhitelist: texts,
  blanks: texts,
  otherLabels: texts,
  /** Labels and words that look like a name before a colon. */
  notNames: texts,
  surnames: z.string(),
  posts: texts,
  leaders: texts,
  relativeDates: texts,
  ruleDates: texts,
  /** 受某某委托: who follows is the host. */
  delegation: z.string(),
  furniture: texts,
  /** Last words of a title: a heading that ends with one is complete. */
  titleEnds: texts,
  /** Words of every plan and record, which tell nothing of its subject. */
  stock: texts,
  /** What stands above a title: file numbers, letterheads, degrees of secrecy. */
  aboveTitle: texts,
});
export type LexiconSource = z.infer<typeof lexiconFile>;

export const discussionFile = z.strictObject({
  /** Verbs of a person's own contribution. */
  spoke: texts,
  /** Verbs of content spoken, after a person's name. */
  said: texts,
  /** Collective subjects that named work questions: counted as D2. */
  collective: texts,
  formula: texts,
  requirement: texts,
  reading: texts,
  lecture: texts,
  summary: texts,
  concrete: texts,
  shortest: z.number().int(),
  fewest: z.number().int(),
  speakerLine: z.string(),
  placeholderSpeaker: z.string(),
  item: z.string(),
  duration: z.string(),
});
export type DiscussionSource = z.infer<typeof discussionFile>;

export const rulebookFile = z.strictObject({
  version: z.string(),
  jurisdiction: z.string(),
  /** Which elements carry what an examination reports about the session itself. */
  roles: z.strictObject({ session_date: texts, host: texts, attendees: texts, speakers: texts }),
  /** Which papers are laid beside each other, and by which day. */
  company: z.strictObject({
    /** Types of paper that belong to one session. */
    session: texts,
    /** Of these, the ones that say what happened: the day they name is the session's. */
    records: texts,
    /** Types that stand beside every session of their year, and the element that names the year. */
    yearly: z.array(z.strictObject({ type: z.string(), year: z.string() })),
    /** Elements that name the day where a paper has no session date of its own. */
    occasion: texts,
    /** A paper whose day has no record is laid beside the record of so many days off, if that lacks such a paper. */
    strayDays: z.number().int(),
    /** What answers what: each later paper beside the nearest earlier one, or the one that its `names` element dates. */
    affairs: z.array(
      z.strictObject({
        earlier: z.string(),
        earlierDay: z.string(),
        later: z.string(),
        laterDay: z.string(),
        names: z.string().optional(),
      }),
    ),
  }),
  duplicates: z.strictObject({
    error: z.number(),
    warning: z.number(),
    source: z.string(),
    shortest: z.number().int(),
    /** Types whose papers are alike every time: the same people sign the same sheet. */
    except: texts.default([]),
    /** Types that are compared across all units of the jurisdiction; all others within the unit's own history. */
    acrossUnits: texts.default([]),
    /** Severity of a copy of another unit's paper: which of the two is the copy, or whether both are, a person decides. */
    elsewhere: severity.default("warning"),
  }),
  /** Below `sure` (0–1, of the least sure line) recognised words are to be compared with the picture. */
  recognition: z.strictObject({ sure: z.number(), source: z.string() }),
  unreadable: z.strictObject({ broken: z.number(), ideographs: z.number() }),
  deadlines: z.record(
    z.string(),
    z.strictObject({ value: z.union([z.number(), z.string()]), unit: z.string(), source: z.string() }),
  ),
  quotas: z.record(z.string(), z.strictObject({ value: z.number(), unit: z.string(), source: z.string() })),
  messages: z.record(z.string(), z.strictObject({ message: z.string(), suggestion: z.string() })),
});
export type RulebookSource = z.infer<typeof rulebookFile>;

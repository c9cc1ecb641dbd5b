/** The shapes that cross the border between server and browser. */
import * as z from "zod";
import { ROLES } from "../../../core/organisation/role.ts";

export const period = z.string().regex(/^\d{4}-Q[1-4]$/);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A quarter that may be asked for; years that no calendar of ours knows are none. */
export const askedPeriod = period.regex(/^(19|20)/, "没有这个季度，请重新选择。");
/** A day that may be asked for: one that the calendar has. */
export const askedDay = z.iso.date("日期要写成 2026-11-21 这样，请检查后重试。");

/** What a person writes: never only blanks. `most` counts characters. */
export const written = (what: string, most: number) =>
  z
    .string()
    .trim()
    .min(1, `${what}还没有填写，请填写后再提交。`)
    .max(most, `${what}最多${most}个字，请精简后再提交。`);

/** The same on one line: a name. */
export const named = (what: string, most: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim())
    .min(1, `${what}还没有填写，请填写后再提交。`)
    .max(most, `${what}最多${most}个字，请精简后再提交。`);

/**
 * A submission with all its reasons and answers is one item of the table (400 KB): what one return and one correction
 * may add to it, in characters.
 */
const MAX_IN_ROUND = 10_000;
const lengthOf = (texts: readonly (string | undefined)[]) =>
  texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);

/** The only error a person sees: a stable code, a sentence that says what to do. */
export const refusal = z.object({ code: z.string(), message: z.string() });

export const me = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  unitId: z.string().optional(),
  unitName: z.string().optional(),
  jurisdiction: z.string(),
  jurisdictionName: z.string(),
  /** Today and its quarter by the server's clock, in the office's time zone. */
  today: day,
  period,
});

export const unit = z.object({ id: z.string(), name: z.string(), shortName: z.string(), order: z.number() });

export const submissionState = z.enum([
  "received",
  "examining",
  "returned",
  "resubmitted",
  "in_review",
  "closed",
  "rejected",
  "withdrawn",
]);

export const reason = z.object({
  code: z.string(),
  message: z.string(),
  element: z.string().optional(),
  evidence: z.string().optional(),
  start: z.number().int().nonnegative().optional(),
  end: z.number().int().nonnegative().optional(),
  rule: z.string().optional(),
  suggestion: z.string().optional(),
});

export const answer = z.object({
  reason: z.number().int().nonnegative(),
  answer: z.enum(["fixed", "contested"]),
  note: z.string().max(1000, "每条说明最多1000个字，请精简后再提交。").optional(),
});

/** Of words that a reason rests on, the first are kept; its place in the text tells the rest. */
const MAX_EVIDENCE = 300;

/** What a reviewer gives as reasons of a decision: written out, at least one bound to an element or to words (design §4.6). */
export const writtenReasons = z
  .array(
    reason.extend({
      code: z.string().max(60),
      message: written("退回理由", 2000),
      element: z.string().max(60).optional(),
      evidence: z
        .string()
        .overwrite((text) => text.slice(0, MAX_EVIDENCE))
        .optional(),
      rule: z.string().max(200).optional(),
      suggestion: z.string().max(500).optional(),
    }),
  )
  .max(50, "一次最多写50条理由，请合并后再提交。")
  .refine(
    (reasons) =>
      reasons.length === 0 ||
      reasons.some(({ element, start }) => element !== undefined || start !== undefined),
    "至少要有一条理由对应具体要素或一段原文，请点要素旁的“＋”，或选中一段原文。",
  )
  .refine(
    (reasons) => lengthOf(reasons.map((one) => one.message)) <= MAX_IN_ROUND,
    `全部理由合计最多${MAX_IN_ROUND}个字，请精简后再提交。`,
  );

/** What a unit answers to the reasons of a return. */
export const writtenAnswers = z
  .array(answer)
  .max(200, "答复的条数超过了退回理由，请刷新页面后重试。")
  .refine(
    (answers) => lengthOf(answers.map((one) => one.note)) <= MAX_IN_ROUND,
    `全部说明合计最多${MAX_IN_ROUND}个字，请精简后再提交。`,
  );

/** A submission as a line of a list. `turn`: whose turn it is. */
export const submissionLine = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  period,
  sessionId: z.string().optional(),
  documentType: z.string().optional(),
  title: z.string().optional(),
  fileName: z.string(),
  revision: z.number().int(),
  state: submissionState,
  turn: z.enum(["machine", "unit", "reviewer", "nobody"]),
  /** Of a scan that is being recognised: the page, 0 while it waits for the scans before it. */
  recognising: z.object({ page: z.number().int(), pages: z.number().int() }).optional(),
  automatic: z.boolean().optional(),
  due: day.optional(),
  overdue: z.boolean().optional(),
  errors: z.number().int().optional(),
  warnings: z.number().int().optional(),
  effectiveDate: day.optional(),
  receivedAt: z.string(),
  updatedAt: z.string(),
  claimedBy: z.string().optional(),
  claimedByName: z.string().optional(),
  decision: z.enum(["approve", "return", "reject"]).optional(),
  reasons: z.array(reason).optional(),
  sameBytesAs: z.array(z.string()).optional(),
  notCountedReason: z.string().optional(),
  /** Of an archive: the submissions that its papers became, and why the other members were not taken. */
  division: z
    .object({
      into: z.array(z.object({ submissionId: z.string(), fileName: z.string() })),
      refused: z.array(z.object({ fileName: z.string(), message: z.string() })),
    })
    .optional(),
});

export const finding = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "info"]),
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

/** Another paper, as far as one needs to know it beside the one that is looked at. */
const otherPaper = z.object({
  submissionId: z.string(),
  typeName: z.string(),
  fileName: z.string(),
  unitName: z.string(),
  state: submissionState,
});

const words = z.object({ evidence: z.string(), start: z.number(), end: z.number() });

/** What the unit's other papers tell of one: worked out when asked, so that it is never out of date. */
export const beside = z.object({
  /** Day of the session the paper belongs to. */
  date: day.optional(),
  /** The other papers of the same session, or of the same affair. */
  papers: z.array(otherPaper),
  findings: z.array(
    finding.omit({ overruled: true }).extend({
      /** The paper it contradicts, and the words there. */
      beside: otherPaper.extend(words.shape).optional(),
    }),
  ),
  /** Earlier filings that share much of their words with this one, the closest first. */
  likes: z.array(
    otherPaper.extend({
      /** Of 5-grams, in per cent. */
      share: z.number(),
      receivedAt: z.string(),
      passages: z.array(z.object({ own: words, other: words })),
    }),
  ),
});

export const elementLine = z.object({
  id: z.string(),
  /** Chinese name of the element: 地点. */
  name: z.string(),
  severity: z.enum(["error", "warning", "optional"]),
  state: z.enum([
    "ok",
    "weak",
    "partial",
    "invalid",
    "label_blank",
    "placeholder",
    "missing",
    "unreadable",
    "not_checked",
  ]),
  evidence: z.string(),
  start: z.number(),
  end: z.number(),
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

export const revisionLine = z.object({
  number: z.number().int(),
  fileName: z.string(),
  size: z.number(),
  receivedAt: z.string(),
  outcome: z.enum(["text", "refused"]).optional(),
  refusal: z.string().optional(),
  errors: z.number().optional(),
  warnings: z.number().optional(),
  /** The reasons of the return that this revision corrects, and the unit's answer to each. */
  reasons: z.array(reason).optional(),
  answers: z.array(answer).optional(),
});

export const trailLine = z.object({
  sequence: z.number().int(),
  at: z.string(),
  by: z.string(),
  byName: z.string(),
  /** Event type (`Returned`) and the sentence a person reads (自动退回：缺少【地点】). */
  type: z.string(),
  text: z.string(),
  hash: z.string(),
});

export const submissionDetail = submissionLine.extend({
  revisions: z.array(revisionLine),
  trail: z.array(trailLine),
  /** What the signed-in person may do now, decided by the server. */
  may: z.array(
    z.enum([
      "claim",
      "release",
      "approve",
      "return",
      "reject",
      "overrule",
      "withdraw",
      "correct",
      "human_look",
    ]),
  ),
  mayNot: z.string().optional(),
});

export const link = z.object({
  id: z.string(),
  unitId: z.string(),
  period: period.optional(),
  sessionDate: day.optional(),
  documentType: z.string().optional(),
  expiresAt: z.string(),
  revoked: z.boolean(),
  createdAt: z.string(),
  uploads: z.number(),
});

/** An S3 presigned POST: send `fields` and then `file` as multipart/form-data to `url`. */
export const ticket = z.object({
  submissionId: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  maxBytes: z.number(),
  expiresAt: z.string(),
});

export const obligationLine = z.object({
  id: z.string(),
  name: z.string(),
  documentTypes: z.array(z.string()),
  /** `year`, `quarter` or the session's day. */
  scope: z.enum(["year", "quarter", "session"]),
  sessionDate: day.optional(),
  due: day.optional(),
  status: z.enum(["due", "filed", "returned", "closed", "overdue"]),
  submissionIds: z.array(z.string()),
});

const idAndName = z.object({ id: z.string(), name: z.string() });

/** What the rulebook in force calls things, by their ids. */
export const names = z.object({
  rulebook: z.string(),
  /** `filed`: units are asked for it. */
  types: z.array(idAndName.extend({ filed: z.boolean() })),
  /** 七有: the lights together. */
  dossier: z.string(),
  lights: z.array(idAndName),
  kinds: z.array(idAndName),
  obligations: z.array(idAndName),
  codes: z.object({
    names: z.record(z.string(), z.string()),
    families: z.array(z.object({ prefix: z.string(), name: z.string() })),
    other: z.string(),
  }),
});

export const sessionLine = z.object({
  id: z.string(),
  date: day,
  /** Id of the kind; its name is among `names`. */
  kind: z.string(),
  title: z.string().optional(),
  /** By id, in the order of the rulebook. */
  lights: z.record(z.string(), z.object({ lit: z.boolean(), submissionIds: z.array(z.string()) })),
  counting: z.object({
    status: z.enum(["open", "counted", "not_counted"]),
    reason: z.string().optional(),
    evidence: z.string().optional(),
  }),
});

/** Papers of a unit that contradict each other, or one that lacks another. */
export const contradictionLine = z.object({
  /** `session` and its day; `affair`: a problem and its answer; `period`: a quarter and its plan. */
  among: z.enum(["session", "affair", "period"]),
  date: day.optional(),
  severity: z.enum(["error", "warning", "info"]),
  code: z.string(),
  message: z.string(),
  submissionIds: z.array(z.string()),
  /** All papers concerned have been approved as they are. */
  settled: z.boolean(),
});

export const desk = z.object({
  unit,
  period,
  periodName: z.string(),
  obligations: z.array(obligationLine),
  sessions: z.array(sessionLine),
  contradictions: z.array(contradictionLine),
  submissions: z.array(submissionLine),
  links: z.array(link),
});

/** One figure of a notice with the papers behind it. */
export const figure = z.object({
  id: z.string(),
  label: z.string(),
  value: z.number(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  unitLabel: z.string(),
  sources: z.array(z.string()),
});

export const noticeState = z.enum(["gathering", "draft", "returned", "issued", "published"]);

export const noticeLine = z.object({
  id: z.string(),
  period,
  periodName: z.string(),
  title: z.string(),
  state: noticeState,
  /** 〔2026〕3号, once issued. */
  number: z.string().optional(),
  createdAt: z.string(),
  issuedAt: z.string().optional(),
  returnNote: z.string().optional(),
  sha256: z.string().optional(),
});

export const noticeDetail = noticeLine.extend({
  figures: z.array(figure),
  /** The text of the notice, section by section, as it will be printed. */
  sections: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()) })),
  table: z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  trail: z.array(trailLine),
  may: z.array(z.enum(["issue", "return"])),
});

/** A rule of the rulebook and how often reviewers have called it wrong. Counted in documents. */
export const ruleRecord = z.object({
  rule: z.string(),
  /** 会议记录·学习地点, or what a check says. */
  name: z.string(),
  fired: z.number().int(),
  overruled: z.number().int(),
  /** Per cent of `fired`, one decimal. */
  share: z.number(),
  /** The newest first. */
  latest: z.array(
    z.object({
      submissionId: z.string(),
      unitName: z.string(),
      message: z.string(),
      reason: z.string(),
      byName: z.string(),
      at: z.string(),
      rulebook: z.string(),
    }),
  ),
});

export const deadLetter = z.object({
  id: z.string(),
  what: z.string(),
  error: z.string(),
  attempts: z.number(),
  at: z.string(),
});

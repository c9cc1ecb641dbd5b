/** Why a submission is returned, and what the unit answers. */
import * as z from "zod";
import { written } from "./fields.ts";

/**
 * A submission with all its reasons and answers is one item of the table (400 KB): what one return and one correction
 * may add to it, in characters.
 */
const MAX_IN_ROUND = 10_000;

const lengthOf = (texts: readonly (string | undefined)[]) =>
  texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);

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

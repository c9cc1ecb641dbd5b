/** Fields that several nouns share: days and quarters, what a person writes, ids. */
import * as z from "zod";

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

/** An id or a token in a path: no key of ours is longer. */
export const key = z.string().max(200);
export const byId = z.object({ id: key });
export const byToken = z.object({ token: key });
export const ok = z.object({ ok: z.literal(true) });
/** Whether the rulebook knows it, the examination says; here only that it is no more than an id. */
export const documentType = z.string().max(60, "没有这种材料类型，请刷新页面后重新选择。");

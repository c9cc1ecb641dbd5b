// Words that rule files share. People write these files by hand, so every refusal is a Chinese sentence.
import * as z from "zod";

export const severity = z.enum(
  ["error", "look", "warning", "info"],
  "严重程度只能是 error、look、warning 或 info",
);
export const importance = z.enum(
  ["error", "warning", "optional"],
  "severity 只能是 error、warning 或 optional",
);
export const present = z.enum(["ok", "weak", "partial", "invalid", "placeholder"], "state 写法不对");
export const grade = z.enum(["D0", "D1", "D2", "D3"], "研讨等级只能是 D0 至 D3");
export const texts = z.array(z.string().min(1, "不能是空字"));
export const samples = z.strictObject({ accept: texts.default([]), reject: texts.default([]) });

/** Samples kept beside the rules: rule id, or element id within the type that the file is named after. */
export const samplesFile = z.record(z.string(), samples);

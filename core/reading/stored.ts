/** What reading has yielded, as its bucket holds it. */
import * as z from "zod";
import type { Member, ReadText, Refusal, RefusalReason } from "./document.ts";
import { type Format, formatNames } from "./format.ts";
import { sentenceOf } from "./refusal.ts";

const text = z.string();
const count = z.int().nonnegative();

const format = z.custom<Format>((value) => typeof value === "string" && value in formatNames);
const reason = z.custom<RefusalReason>(
  (value) => typeof value === "string" && sentenceOf(value) !== undefined,
);

const location = z.looseObject({
  start: count,
  end: count,
  paragraph: count.optional(),
  page: count.optional(),
  cell: z.looseObject({ table: count, row: count, column: count }).optional(),
  part: z.enum(["body", "header", "footer", "note"]).optional(),
  confidence: z.number().optional(),
});

export const storedRefusal: z.ZodType<Refusal> = z.looseObject({
  outcome: z.literal("refused"),
  reason,
  format: z.union([format, z.literal("unknown")]),
  message: text,
  recognisable: count.optional(),
});

export const storedText: z.ZodType<ReadText> = z.looseObject({
  outcome: z.literal("text"),
  format,
  text,
  places: z.array(location),
  pages: count.optional(),
  unreadPages: z.array(count).optional(),
  get members() {
    return z.array(member).optional();
  },
});

const member: z.ZodType<Member> = z.lazy(() =>
  z.looseObject({ name: text, result: z.union([storedText, storedRefusal]) }),
);

/** What reading has yielded, as its bucket holds it. */
import * as z from "zod";
import type { Member, ReadText, Refusal, RefusalReason } from "./document.ts";
import type { Format } from "./format.ts";

const text = z.string();
const count = z.int().nonnegative();

/** By name only: which there are is data, with sentences that whoever reads what is stored has no need of. */
const name = <T extends string>() => z.custom<T>((value) => typeof value === "string" && value !== "");
const format = name<Format>();
const reason = name<RefusalReason>();

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
  format: name<Format | "unknown">(),
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
  unreadObjects: z.array(text).optional(),
  unreadFormulas: z.array(text).optional(),
  get members() {
    return z.array(member).optional();
  },
});

const member: z.ZodType<Member> = z.lazy(() =>
  z.looseObject({ name: text, result: z.union([storedText, storedRefusal]) }),
);

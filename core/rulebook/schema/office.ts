// What rulebook.yaml may say: the numbers and groupings an office may change.
import * as z from "zod";
import { LADDER_AUDIENCES } from "../../subject/ladder.ts";
import { quorumRule } from "../../subject/quorum.ts";
import { severity, texts } from "./words.ts";

const wait = z.strictObject({
  name: z.string(),
  workdays: z.number().int("要写整数").min(1, "至少 1 个工作日").max(250, "最多 250 个工作日"),
  source: z.string(),
});

const ladder = z
  .array(
    z.strictObject({
      workdays: z.number().int("要写整数").min(-60, "最早提前 60 个工作日").max(250, "最晚逾期 250 个工作日"),
      to: z.array(z.enum(LADDER_AUDIENCES, `只能是 ${LADDER_AUDIENCES.join("、")}`)).min(1, "至少告诉一方"),
    }),
  )
  .refine(
    (rungs) => rungs.every(({ workdays }, at) => at === 0 || workdays > (rungs[at - 1]?.workdays ?? 0)),
    "要按先后排列，同一天只写一次",
  );

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "要写成 08:30 这样的钟点");

/** When messages leave the house. */
const sending = z.strictObject({
  /** From then until the next digest nothing is sent, nor on days that are not worked. */
  quiet: z.strictObject({ from: hour, restDays: z.boolean() }),
  /** When what was held back goes out together, on working days. */
  digest: hour,
  /** Minutes until it is tried again, for each time that it has failed. */
  rests: z
    .array(z.number().int("要写整数").min(1, "至少 1 分钟").max(10_080, "最多一周"))
    .max(20, "最多 20 次"),
});

export const rulebookFile = z.strictObject({
  version: z.string(),
  jurisdiction: z.string(),
  /** Which elements carry what an examination reports about the session itself. */
  roles: z.strictObject({ session_date: texts, host: texts, attendees: texts, speakers: texts }),
  /** Which papers are laid beside each other, and by which day. */
  company: z.strictObject({
    /** Types of paper that belong to one session. */
    session: texts,
    /** Types that stand beside every session of their year, and the element that names the year. */
    yearly: z.array(z.strictObject({ type: z.string(), year: z.string() })),
    /** Elements that name the day where a paper has no session date of its own. */
    occasion: texts,
    /** A paper whose day has no record is laid beside the record of so many days off, if that lacks such a paper. */
    dateToleranceDays: z.number().int(),
    /** What answers what: each later paper beside the nearest earlier one, or the one that its `names` element dates. */
    followUps: z.array(
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
  /** Working days that people have when something waits for them. */
  waiting: z.strictObject({
    review: wait,
    correction: wait,
    issuance: wait,
    arrears: wait,
    /** Somebody who has claimed a task has it so long before others may claim it. */
    claim: wait,
  }),
  /** Whose approvals decide on a document, where its type says nothing else. */
  review: quorumRule,
  /** Who is told of a term on which working day before and after it is due. */
  ladder,
  sending,
  quotas: z.record(z.string(), z.strictObject({ value: z.number(), unit: z.string(), source: z.string() })),
  messages: z.record(z.string(), z.strictObject({ message: z.string(), suggestion: z.string() })),
});
export type RulebookSource = z.infer<typeof rulebookFile>;

// What sessions.yaml may say: the lights of a dossier, kinds of session, what is owed.
import * as z from "zod";
import { grade, texts } from "./words.ts";

const id = z.string().regex(/^[a-z_]+$/, "id 只能用小写字母和下划线");

export const sessionsFile = z.strictObject({
  /** What the lights are called together. */
  name: z.string(),
  /** In the order they are shown. */
  lights: z
    .array(
      z.strictObject({
        id,
        name: z.string(),
        /** Also lit by a record whose discussion is graded at least this. */
        grade: grade.optional(),
      }),
    )
    .min(1, "至少要有一项"),
  /** The first that fits names the session; they are disjoint, for totals (domain.md §1.8 rule 2). */
  kinds: z
    .array(
      z.strictObject({
        id,
        name: z.string(),
        /** Fits a record whose discussion is graded at least this. */
        grade: grade.optional(),
        /** Fits a record whose title this matches. */
        title: z.string().optional(),
      }),
    )
    .refine(
      (kinds) => kinds.at(-1) !== undefined && kinds.at(-1)?.grade === undefined && !kinds.at(-1)?.title,
      "最后一种形式不能有 grade、title 条件：都不符合的场次归入这一种",
    ),
  /** Whose event a paper reports (see core/checking/whose.ts). */
  group: z.strictObject({
    /** Types of paper that are filed for a session of the group. */
    types: texts,
    /** Of these, the types that name the group: where it stands nowhere, the secretary is asked. */
    named: texts,
    /** Types where another event is only a doubt: a speech may be filed after another occasion. */
    doubted: texts,
    /** The group by its names. */
    own: texts,
    /** Words that only relay what another group studied. */
    relayed: texts,
    /** The group without its name: 党委集体学习. */
    kin: texts,
    /** Other meetings and other people's study. */
    strangers: texts,
    /** The type that a paper of another meeting is. */
    strangerType: z.string(),
    /** A sentence that tells of an event. */
    event: texts,
  }),
  /** What a unit owes, by the numbers of `deadlines` in rulebook.yaml. */
  obligations: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z_]+$/, "id 只能用小写字母和下划线"),
      name: z.string(),
      /** Any one of these types fulfils it. */
      documentTypes: texts.min(1, "至少要有一种材料"),
      scope: z.enum(["year", "quarter", "session"], "scope 只能是 year、quarter 或 session"),
      /** `month-day` of the year, days after the session or the quarter's end, or working days before the session. */
      due: z.enum(
        ["monthDay", "daysAfter", "workdaysBefore"],
        "due 只能是 monthDay、daysAfter 或 workdaysBefore",
      ),
      /** Key of `deadlines` in rulebook.yaml. */
      deadline: z.string(),
    }),
  ),
});
export type SessionsSource = z.infer<typeof sessionsFile>;

// What a file of the folder types may say.
import * as z from "zod";
import { quorumRule } from "../../subject/quorum.ts";
import { cue, element } from "./element.ts";
import { samples } from "./words.ts";

export const typeFile = z.strictObject({
  type: z.string().regex(/^[a-z_]+$/, "type 只能用小写字母和下划线"),
  name: z.string(),
  source: z.string(),
  /** A class that is told apart but never asked for: a regulation, another meeting. */
  negative: z.boolean().default(false),
  /** Reports one session: discussion is graded and counting rules apply. */
  session: z.boolean().default(false),
  /** Light of the dossier (`lights` in sessions.yaml) that a closed document of this type lights. */
  light: z.string().nullish(),
  /** Of the whole year: belongs to no session and lights its light for all sessions of the year. */
  yearly: z.boolean().default(false),
  /** Says what happened at the session: only such a document decides whether, and as what, the session counts. */
  record: z.boolean().default(false),
  /** Written by the office itself: no unit is asked for it. */
  byOffice: z.boolean().default(false),
  /** Whose approvals decide on a document of this type. */
  review: quorumRule.optional(),
  title: z.array(cue).default([]),
  body: z.array(cue).default([]),
  labels: z.strictObject({ atLeast: z.number().int(), w: z.number() }).optional(),
  requires: z.string().optional(),
  samples,
  elements: z.array(element).default([]),
});
export type TypeSource = z.infer<typeof typeFile>;

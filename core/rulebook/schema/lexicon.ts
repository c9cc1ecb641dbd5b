// What lexicon.yaml and discussion.yaml may say.
import * as z from "zod";
import { texts } from "./words.ts";

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
  /** What ends the words between a name and its colon where somebody speaks: 接着说. */
  says: texts,
  /** What a named person does that is no contribution: presides, reads aloud, is absent. */
  acting: texts,
  /** What a contribution is about: 围绕, 结合. */
  about: texts,
  /** A label or heading under which people speak. */
  speechLabel: texts,
  /** Subjects that are everybody, and what everybody does when they discuss. */
  together: texts,
  discussed: texts,
  /** Collective subjects that named work questions: counted as D2. */
  collective: texts,
  formula: texts,
  requirement: texts,
  reading: texts,
  lecture: texts,
  summary: texts,
  /** Facts of the speaker's own. */
  concrete: texts,
  /** Set phrases: what they fill half of is said by nobody in particular. */
  hollow: texts,
  shortest: z.number().int(),
  fewest: z.number().int(),
  placeholderSpeaker: z.string(),
  item: z.string(),
  duration: z.string(),
});
export type DiscussionSource = z.infer<typeof discussionFile>;

// The rulebook in force: rule files checked, merged and compiled, ready for the examination.
import type { QuorumRule } from "../subject/quorum.ts";
import type { MarkedPaper } from "../text/notation.ts";
import type { AcrossSource, CheckSource, CountingSource } from "./schema/check.ts";
import type { CodesSource } from "./schema/code.ts";
import type { ElementSource } from "./schema/element.ts";
import type { DiscussionSource, LexiconSource } from "./schema/lexicon.ts";
import type { RulebookSource } from "./schema/office.ts";
import type { SessionsSource } from "./schema/session.ts";

export type Severity = "error" | "look" | "warning" | "info";
export type Importance = "error" | "warning" | "optional";
export type PresentState = "ok" | "weak" | "partial" | "invalid" | "placeholder";
export type Scope = "sentence" | "line" | "title" | "head" | "tail" | "section";

export type Prose = { regex: RegExp; scope: Scope; state?: PresentState; raw: boolean; not?: RegExp };

export type ElementRule = {
  /** `type.element`, the id that findings carry. */
  rule: string;
  id: string;
  name: string;
  kind: NonNullable<ElementSource["kind"]>;
  severity: Importance;
  labels: string[];
  prose: Prose[];
  vague: RegExp[];
  placeholders: "placeholder" | "weak" | "ignore";
  collective: "ok" | "weak";
  formDecides: boolean;
  oneBlank: boolean;
  needs: NonNullable<ElementSource["needs"]>;
  nameless: "weak" | "missing";
  columns: string[];
  blank: RegExp[];
  proseFirst: boolean;
  atLeast: number;
  codes: Record<string, string>;
  hint: string;
  source: string;
  samples: { accept: string[]; reject: string[] };
};

export type Cue = { regex: RegExp; w: number };

export type TypeRule = {
  id: string;
  name: string;
  source: string;
  negative: boolean;
  session: boolean;
  light?: string;
  yearly: boolean;
  record: boolean;
  byOffice: boolean;
  review?: QuorumRule;
  title: Cue[];
  body: Cue[];
  labels?: { atLeast: number; w: number };
  requires?: RegExp;
  samples: { accept: string[]; reject: string[] };
  elements: ElementRule[];
};

type Compiled<T, K extends keyof T> = Omit<T, K> & { [P in K]: RegExp };

/** A check with its patterns compiled; `regexes` holds them in the order the file gives them. */
export type CheckRule = { source: CheckSource; regexes: RegExp[] };
export type CountingRule = {
  source: CountingSource;
  all?: RegExp;
  any?: RegExp;
  none?: RegExp;
  title?: RegExp;
};

export type Lexicon = Omit<
  LexiconSource,
  | "placeholders"
  | "placeholderWhitelist"
  | "blanks"
  | "furniture"
  | "surnames"
  | "delegation"
  | "titleEnds"
  | "aboveTitle"
  | "stock"
> & {
  stock: RegExp;
  titleEnd: RegExp;
  aboveTitle: RegExp;
  placeholders: RegExp;
  placeholderWhitelist: RegExp;
  blanks: RegExp;
  furniture: RegExp;
  leadersRegex: RegExp;
  relativeDate: RegExp;
  ruleDate: RegExp;
  delegation: RegExp;
  post: RegExp;
  surnames: Set<string>;
  nameStops: Set<string>;
};

export type DiscussionRules = Compiled<
  DiscussionSource,
  Exclude<keyof DiscussionSource, "shortest" | "fewest">
>;

export type LightRule = SessionsSource["lights"][number];
export type KindRule = Omit<SessionsSource["kinds"][number], "title"> & { title?: RegExp };

type GroupSource = SessionsSource["group"];
export type GroupRules = Pick<GroupSource, "types" | "named" | "doubted" | "strangerType"> &
  Record<Exclude<keyof GroupSource, "types" | "named" | "doubted" | "strangerType">, RegExp>;

/** The dossier of a session: its lights, its kinds, what is owed; and whose sessions these are. */
export type SessionRules = Omit<SessionsSource, "kinds" | "lights" | "group"> & {
  group: GroupRules;
  lights: readonly LightRule[];
  kinds: readonly KindRule[];
};

export type Rulebook = {
  /**
   * Human version, content hash and, where the office has imported its rules, which edition of them: `2026.1+3f2a9c10`,
   * `2026.1+3f2a9c10.3`. Stamped into every examination.
   */
  version: string;
  jurisdiction: string;
  types: ReadonlyMap<string, TypeRule>;
  checks: CheckRule[];
  counting: CountingRule[];
  /** Rules on several papers of one session. */
  across: AcrossSource[];
  lexicon: Lexicon;
  discussion: DiscussionRules;
  roles: RulebookSource["roles"];
  /** `records`: the types whose file says `record`. */
  company: RulebookSource["company"] & { records: string[] };
  sessions: SessionRules;
  /** How finding codes are called. */
  codes: CodesSource;
  duplicates: RulebookSource["duplicates"];
  recognition: RulebookSource["recognition"];
  unreadable: RulebookSource["unreadable"];
  deadlines: RulebookSource["deadlines"];
  waiting: RulebookSource["waiting"];
  review: QuorumRule;
  ladder: RulebookSource["ladder"];
  sending: RulebookSource["sending"];
  quotas: RulebookSource["quotas"];
  messages: RulebookSource["messages"];
  /** Samples kept beside the rules, by rule id. */
  samples: Map<string, { accept: string[]; reject: string[] }>;
  /** Types that the office has made: what marks them it teaches by papers. */
  ownTypes: ReadonlySet<string>;
  papers: readonly OwnPaper[];
};

/** A marked paper of an office's, the file it stands in and the line of its head. */
export type OwnPaper = MarkedPaper & { readonly file: string; readonly line: number };

/** One fault of a rule file: where it stands and what is wrong, in Chinese. */
export type RulebookFault = { file: string; line: number; message: string };

/** All faults of a refused rulebook. The last good one stays in force. */
export type RulebookErrors = { code: "rulebook_refused"; message: string; errors: RulebookFault[] };

export const isRulebook = (answer: Rulebook | RulebookErrors): answer is Rulebook => "types" in answer;

/** Whose approvals decide on a document of a type. */
export const reviewRuleOf = (
  { types, review }: Pick<Rulebook, "types" | "review">,
  type: string,
): QuorumRule => types.get(type)?.review ?? review;

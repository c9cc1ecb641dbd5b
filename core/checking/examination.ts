// What an examination says: plain data that travels to the table, the browser and the command line.

export const ELEMENT_STATES = [
  "ok",
  /** Not known whether it is there: the words, where there are any, are the nearest candidate. */
  "unsure",
  "weak",
  "partial",
  "invalid",
  "label_blank",
  "placeholder",
  "missing",
  "unreadable",
  "not_checked",
] as const;

export type ElementState = (typeof ELEMENT_STATES)[number];

/**
 * What a finding asks for. `error`: surely wrong, the paper goes back. `look` 请核对: not sure, the secretary may ignore it, the
 * reviewer sees it. `warning`: accepted and listed. `info`: nothing.
 */
export const SEVERITIES = ["error", "look", "warning", "info"] as const;

export type Severity = (typeof SEVERITIES)[number];
export type Grade = "D0" | "D1" | "D2" | "D3";

/** Words of the original text: `text` is always exactly `original.slice(start, end)`. */
export type Evidence = { text: string; start: number; end: number };

/** A label before the words, the wording itself, or its likeness to marked papers (per cent). */
export type Ground =
  | { readonly by: "label"; readonly label: string }
  | { readonly by: "wording" }
  | { readonly by: "likeness"; readonly percent: number; readonly label?: string };

/** `evidence` is always exactly the original text from `start` to `end`; empty where nothing was found. */
export type ElementResult = {
  state: ElementState;
  /** Why these words were taken. */
  ground?: Ground;
  /** How sure it is that the element is there, in per cent. */
  certainty?: number;
  evidence: string;
  start: number;
  end: number;
  value?: unknown;
};

export type Finding = {
  code: string;
  severity: Severity;
  /** Element id, or "" where the finding is about the whole document. */
  element: string;
  evidence: string;
  start: number;
  end: number;
  /** Chinese: what is wrong, and where. */
  message: string;
  /** Id of the rule in the rulebook. */
  rule: string;
  source: string;
  suggestion: string;
};

export type Examination = {
  /** What the examination believes the document to be; `unknown` 未识别 where it does not know. */
  type: string;
  declaredType?: string;
  title?: string;
  elements: Record<string, ElementResult>;
  findings: Finding[];
  discussion?: Grade;
  counted?: { counted: boolean; reason?: string; evidence?: Evidence };
  /** ISO date on which the session was held, from the time element. */
  effectiveDate?: string;
  people?: { host?: string; attendees?: string[]; speakers?: string[] };
  /** Version of the rulebook that judged. */
  rulebook: string;
};

/** What is examined. Dates are `YYYY-MM-DD`; `against` holds the unit's earlier filings of the same kind. */
export type ExaminationInput = {
  text: string;
  declaredType?: string;
  asOf: string;
  against?: Array<{ id: string; text: string }>;
  roster?: string[];
  filed?: { year?: number };
  /** Stretches of the text that were recognised from pictures; everything else is as it was typed. */
  recognised?: readonly { start: number; end: number; confidence: number }[];
  /** Parts of the file that nobody has read, by name. */
  unread?: readonly string[];
};

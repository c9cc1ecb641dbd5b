// Puts findings into words: templates of the rulebook filled with names, lines and the words themselves.
import type { ElementRule } from "../rulebook/rulebook.ts";
import { EMPTY_SPAN, type Span } from "../text/normalized.ts";
import type { ExaminationContext, Verdict } from "./context.ts";
import type { Finding, Severity } from "./examination.ts";

const MAX_QUOTE = 40;
type Draft = {
  code: string;
  severity: Severity;
  element: string;
  at: Span;
  rule: string;
  source: string;
  message: string;
  suggestion: string;
  values?: Record<string, string | number>;
};

/** A finding from a template; evidence is cut from the original text. `{name}`, `{line}`, `{words}` … are filled. */
export function finding(context: ExaminationContext, draft: Draft): Finding {
  const { start, end } =
    draft.at.end > draft.at.start ? context.page.source.toOriginal(draft.at.start, draft.at.end) : EMPTY_SPAN;
  const evidence = context.page.source.original.slice(start, end);
  const name = context.type.elements.find((rule) => rule.id === draft.element)?.name ?? "";
  const values: Record<string, string | number> = {
    name,
    type: context.type.name,
    line: lineNumber(context, start),
    words: quote(evidence),
    ...draft.values,
  };
  const fill = (template: string): string =>
    template.replace(/\{([a-z]+)\}/g, (whole, key: string) => String(values[key] ?? whole));
  const { code, severity, element, rule, source } = draft;
  return {
    code,
    severity,
    element,
    evidence,
    start,
    end,
    message: fill(draft.message),
    rule,
    source,
    suggestion: fill(draft.suggestion),
  };
}

/** On one line, and not too long to be read. */
export const quote = (words: string): string => {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line;
};

/** Line of the original text, counted from 1. */
function lineNumber(context: ExaminationContext, at: number): number {
  let line = 1;
  for (
    let from = context.page.source.original.indexOf("\n");
    from >= 0 && from < at;
    from = context.page.source.original.indexOf("\n", from + 1)
  )
    line++;
  return line;
}

/** Codes for which the element's own hint says best what to do. */
const HINTED = new Set([
  "missing_element",
  "label_blank",
  "placeholder",
  "vague_content",
  "weak_element",
  "partial_element",
]);

const CODES: Record<string, string> = {
  missing: "missing_element",
  label_blank: "label_blank",
  placeholder: "placeholder",
  weak: "weak_element",
  partial: "partial_element",
};

/** Not sure: a mild line for the secretary, beside the nearest words. */
function unsure(context: ExaminationContext, rule: ElementRule, verdict: Verdict): Finding {
  const evidence = verdict.nearest ?? verdict.evidence;
  const code = evidence.end > evidence.start ? "unsure_element" : "unseen_element";
  const template = context.rulebook.messages[code] ?? UNSURE;
  return finding(context, {
    code: "unsure_element",
    severity: "look",
    element: rule.id,
    at: evidence,
    rule: rule.rule,
    source: rule.source,
    message: template.message,
    suggestion: template.suggestion,
  });
}

const UNSURE = { message: "没有认出【{name}】", suggestion: "如已写明可忽略" };

/** Weak where it matters: nobody by name, no word of who said what. */
const LOOKED_AT = new Set(["people|weak", "discussion|weak"]);

/** The findings that a verdict on one element calls for. A sound element, and an optional one that is absent, call for none. */
export function findingsFor(context: ExaminationContext, rule: ElementRule, verdict: Verdict): Finding[] {
  const found: Finding[] = [];
  if (verdict.state === "unsure") return rule.severity === "error" ? [unsure(context, rule, verdict)] : [];
  const severity: Severity =
    rule.severity === "error" ? "error" : rule.severity === "warning" ? "warning" : "info";
  const add = (code: string, at: Span, level: Severity, detail?: string): void => {
    const template = context.rulebook.messages[code];
    if (template)
      found.push(
        finding(context, {
          code,
          severity: level,
          element: rule.id,
          at,
          rule: rule.rule,
          source: rule.source,
          message: template.message,
          suggestion: (HINTED.has(code) && rule.hint) || template.suggestion,
          values: detail === undefined ? {} : { detail },
        }),
      );
  };
  for (const remark of verdict.remarks ?? [])
    add(remark.code, remark.at, remark.severity ?? severity, remark.detail);
  const code = rule.codes[verdict.state] ?? CODES[verdict.state];
  const absent =
    verdict.state === "missing" || verdict.state === "label_blank" || verdict.state === "placeholder";
  if (
    code &&
    found.length === 0 &&
    !(absent && rule.severity === "optional" && verdict.state !== "placeholder")
  )
    add(
      code,
      verdict.evidence,
      absent
        ? severity
        : LOOKED_AT.has(`${rule.kind}|${verdict.state}`) && severity === "error"
          ? "look"
          : "warning",
    );
  return found;
}

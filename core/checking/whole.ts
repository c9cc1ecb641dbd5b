// Findings about the document as a whole: unreadable, of another type, filed before.
import type { Rulebook, TypeRule } from "../rulebook/rulebook.ts";
import { isIdeograph } from "../text/characters.ts";
import { EMPTY_SPAN, type Span } from "../text/normalized.ts";
import type { ExaminationContext } from "./context.ts";
import type { Finding, Severity } from "./examination.ts";
import { finding } from "./findings.ts";
import type { Page } from "./page.ts";
import { gramSet, jaccard } from "./similarity/grams.ts";

/** Broken encoding, or hardly any Chinese (domain.md §4.1, item 7). */
export function unreadable(page: Page, { unreadable: limits }: Rulebook): boolean {
  let letters = 0;
  let ideographs = 0;
  let broken = 0;
  for (let at = 0; at < page.text.length; at++) {
    const code = page.text.charCodeAt(at);
    if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) || code < 9) broken++;
    if (isIdeograph(code)) ideographs++;
    else if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 0x7f)
      letters += code > 0x2e00 || (code >= 0x2000 && code < 0x2100) || code === 0xb7 ? 0 : 1;
  }
  if (ideographs + letters + broken === 0) return true;
  return (
    broken / Math.max(1, page.text.length) > limits.broken ||
    ideographs / (ideographs + letters + broken) < limits.ideographs
  );
}

/** A finding that belongs to no element; its words are in the rulebook's messages. */
export function documentFinding(
  context: ExaminationContext,
  code: string,
  at: Span,
  values: Record<string, string | number> = {},
  severity: Severity = "error",
): Finding {
  const template = context.rulebook.messages[code] ?? { message: code, suggestion: "" };
  return finding(context, {
    code,
    severity,
    element: "",
    at,
    rule: `document.${code}`,
    source: "domain.md §8",
    values,
    ...template,
  });
}

/** The text is not what it was declared to be. */
export function wrongType(
  context: ExaminationContext,
  declared: TypeRule,
  detected: TypeRule | undefined,
): Finding {
  const at = context.page.title[0] ?? context.page.lines[0] ?? EMPTY_SPAN;
  const values = { declared: declared.name, detected: detected?.name ?? "其他文件" };
  return documentFinding(
    context,
    "wrong_type",
    { start: at.start, end: Math.min(at.end, at.start + 60) },
    values,
  );
}

/** Nobody can say what the text is: the page asks for its type. */
export function unknownType(context: ExaminationContext): Finding {
  const at = context.page.title[0] ?? context.page.lines[0] ?? EMPTY_SPAN;
  return documentFinding(
    context,
    "type_unknown",
    { start: at.start, end: Math.min(at.end, at.start + 60) },
    {},
    "look",
  );
}

/** Compares with what was filed before; the closest earlier filing is named. */
export function duplicateFindings(context: ExaminationContext): Finding[] {
  const { duplicates } = context.rulebook;
  const earlier = context.input.against ?? [];
  if (earlier.length === 0 || duplicates.except.includes(context.type.id)) return [];
  const own = gramSet(context.page.text);
  if (own.size < duplicates.shortest) return [];
  let closest = { id: "", share: 0 };
  for (const { id, text } of earlier) {
    const share = jaccard(own, gramSet(text));
    if (share > closest.share) closest = { id, share };
  }
  if (closest.share < duplicates.warning) return [];
  const at = context.page.title[0] ?? context.page.lines[0] ?? EMPTY_SPAN;
  const values = { share: Math.round(closest.share * 100), earlier: closest.id };
  return [
    documentFinding(
      context,
      "near_duplicate",
      at,
      values,
      closest.share >= duplicates.error ? "error" : "warning",
    ),
  ];
}

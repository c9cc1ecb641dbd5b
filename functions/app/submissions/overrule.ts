/** Calling a finding wrong, and taking that back. */
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import { MAX_EVIDENCE } from "../../../core/submissions/overruling.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { removeOverruling, writeOverruling } from "../../adapters/table/rule-hits.ts";
import { getResult } from "../checking/result.ts";
import { changeSubmission } from "./change.ts";

export interface NewOverruling {
  /** Chosen by the caller: the same id sent again is the same overruling. */
  readonly id: string;
  readonly revision: number;
  /** Place of the finding in the revision's list, and its rule, which must agree. */
  readonly finding: number;
  readonly rule: string;
  /** Where the element stands that was said missing. */
  readonly words?: { readonly start: number; readonly end: number };
  readonly reason: string;
}

export async function overrule(
  submission: Submission,
  { id, revision, finding: place, rule, words, reason }: NewOverruling,
  actor: Actor,
): Promise<Result<{ ok: true }>> {
  const submissionId = submission.id;
  const result = await getResult(submissionId, revision);
  const found = result?.outcome === "text" ? result.examination.findings[place] : undefined;
  if (!found || found.rule !== rule || result?.outcome !== "text")
    return refuse("conflict", "finding_unknown", "没有这条发现，请刷新页面后重试。");
  const { text } = result.reading;
  if (words && (words.end <= words.start || words.end > text.length))
    return refuse("input", "words_unknown", "所标的原文不在这份材料中，请刷新页面后重新选中。");
  const { code, severity, message, element, evidence } = found;
  const finding = {
    place,
    code,
    rule,
    severity,
    message,
    element,
    evidence: evidence.slice(0, MAX_EVIDENCE),
  };
  const marked = words && {
    words: { ...words, text: text.slice(words.start, words.end).slice(0, MAX_EVIDENCE) },
  };
  const { rulebook } = result.examination;
  const changed = await changeSubmission(
    submissionId,
    { type: "Overrule", id, revision, finding, ...marked, reason, rulebook },
    actor,
    ({ submission: after, events }) => {
      const made = after.overrulings?.find((one) => one.id === id);
      return made && events.length > 0 ? [writeOverruling(after, made)] : [];
    },
  );
  return changed.ok ? accept({ ok: true }) : changed;
}

export async function reinstate(
  submission: Submission,
  overruling: string,
  actor: Actor,
): Promise<Result<{ ok: true }>> {
  const { id } = submission;
  const changed = await changeSubmission(id, { type: "Reinstate", overruling }, actor, ({ events }) =>
    events.length > 0 ? [removeOverruling(id, overruling)] : [],
  );
  return changed.ok ? accept({ ok: true }) : changed;
}

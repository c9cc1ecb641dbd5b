/** Calling a finding wrong, and taking that back. What is shown follows the server. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import type { Span } from "../document/text-view.tsx";
import type { Finding } from "../examination/shapes.ts";
import type { Reason } from "../submission/shapes.ts";

/** What reviewers say most often; anything else they write themselves. */
export const USUAL_REASONS = [
  "材料里已有这项内容，系统没有认出来。",
  "内容写在附件里，系统没有看到附件。",
  "所指文字是引用或举例，不是本次学习的内容。",
  "这项要求不适用于本单位的这次学习。",
  "扫描或排版造成的误认，原件没有问题。",
] as const;

export const MAX_REASON = 200;

/** A name for one command: the same however often it has to be sent. Works on pages without https, too. */
export function newCommandId(): string {
  return `ovr_${[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export interface OverruleRequest {
  readonly id: string;
  readonly revision: number;
  readonly finding: number;
  readonly rule: string;
  /** Where the element stands that was said missing. */
  readonly words?: { readonly start: number; readonly end: number };
  readonly reason: string;
}

export function useOverruling(submissionId: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  // Not waited for: with the new state the form is gone, and nobody would be left to close it.
  const refresh = () => void queries.invalidateQueries({ queryKey: ["submission", submissionId] });
  const overrule = useMutation({
    mutationFn: (body: OverruleRequest) => call(endpoints.overrule, { params: { id: submissionId }, body }),
    onSuccess: () => message.success("已认定为误判，不再计入"),
    // Somebody else may have been faster: what is shown must follow.
    onSettled: refresh,
  });
  const reinstate = useMutation({
    mutationFn: (overruling: string) =>
      call(endpoints.reinstate, { params: { id: submissionId, overruling } }),
    onSuccess: () => message.success("已撤销误判认定"),
    onError: (error) => message.error(error.message),
    onSettled: refresh,
  });
  return { overrule, reinstate };
}

/** Elements that have no other fault than what a reviewer has called wrong. */
export function excusedElements(findings: readonly Finding[]): ReadonlySet<string> {
  const standing = new Set(findings.filter((one) => !one.overruled).map(({ element }) => element));
  return new Set(
    findings.flatMap(({ element, overruled }) =>
      overruled && element !== "" && !standing.has(element) ? [element] : [],
    ),
  );
}

/** The reasons gathered so far without those taken from this finding. */
export function withoutFinding(reasons: readonly Reason[], { code, rule, element, start, end }: Finding) {
  return reasons.filter(
    (reason) =>
      reason.code !== code ||
      reason.rule !== rule ||
      (reason.element ?? "") !== element ||
      (end > start && reason.start !== start),
  );
}

export const standingFindings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ overruled }) => !overruled);

/** Where the element stands: as the reviewer has selected it, else the nearest words that the machine has seen. */
export function wordsFor(
  { element, severity, start, end }: Finding,
  selected: Span | undefined,
): Span | undefined {
  if (element === "") return undefined;
  if (selected) return { start: selected.start, end: selected.end };
  return severity === "look" && end > start ? { start, end } : undefined;
}

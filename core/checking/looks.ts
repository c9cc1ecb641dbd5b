/**
 * What is to be looked at 请核对: findings of that severity, and elements of which nobody knows whether they are there and no
 * finding tells. Only a required element asks for a look. One count for table, page and command line, so that none of them
 * calls complete what another does not.
 */
import type { Importance } from "../rulebook/rulebook.ts";
import type { ElementState, Severity } from "./examination.ts";

type Told = { readonly severity: Severity; readonly element: string };
type Line = { readonly id: string; readonly severity: Importance; readonly state: ElementState };

/** Unsure elements that no finding speaks of, be it an overruled one. */
export function untoldElements<L extends Line>(lines: readonly L[], findings: readonly Told[]): L[] {
  const told = new Set(findings.map(({ element }) => element));
  return lines.filter(
    ({ id, state, severity }) => state === "unsure" && severity === "error" && !told.has(id),
  );
}

export function countLooks(lines: readonly Line[], findings: readonly Told[]): number {
  const looks = findings.filter(({ severity }) => severity === "look").length;
  return looks + untoldElements(lines, findings).length;
}

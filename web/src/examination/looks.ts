/** What is to be looked at before sending, or while reviewing, as lines of a list. */
import { untoldElements } from "../../../core/checking/looks.ts";
import type { ElementLine, Finding } from "./shapes.ts";

/** Standing findings that only ask for a look, and the unsure elements that no finding tells of: none passes unseen. */
export function looksOf(elements: readonly ElementLine[], findings: readonly Finding[]): Finding[] {
  const told = findings.filter(({ severity, overruled }) => severity === "look" && !overruled);
  return [...told, ...untoldElements(elements, findings).map(asFinding)];
}

function asFinding({ id, name, evidence, start, end }: ElementLine): Finding {
  const message = `没有认出【${name}】；如已写明可忽略`;
  return { code: "unsure_element", severity: "look", element: id, evidence, start, end, message, rule: "" };
}

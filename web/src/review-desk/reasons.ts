/**
 * The reasons a reviewer gathers before returning or rejecting. Each is bound to an element or to words of the text
 * (design §4.6), so that the unit sees what is meant.
 */
import { ELEMENT_STATES, type ElementLine, type Finding } from "../examination/shapes.ts";
import type { Reason } from "../submission/shapes.ts";

export function reasonOfFinding(finding: Finding): Reason {
  const { code, rule, suggestion } = finding;
  return {
    code,
    message: asked(finding),
    ...(rule && { rule }),
    ...(suggestion && { suggestion }),
    ...(finding.element && { element: finding.element }),
    ...spanOf(finding),
  };
}

/** What the machine was not sure of becomes the reviewer's own word: “如已写明可忽略” is no reason to send a paper back. */
function asked({ code, message }: Finding): string {
  if (code !== "unsure_element") return message;
  return notWritten(/【([^】]+)】/.exec(message)?.[1] ?? "这一项");
}

const notWritten = (name: string): string => `【${name}】没有写明，请补写`;

export function reasonOfElement(element: ElementLine): Reason {
  const face = ELEMENT_STATES[element.state];
  const message =
    element.state === "unsure"
      ? notWritten(element.name)
      : face.sound
        ? `【${element.name}】需要更正`
        : `【${element.name}】${face.name}，请更正`;
  return { code: `reviewer_${element.state}`, message, element: element.id, ...spanOf(element) };
}

/** A reason resting on words that the reviewer selected. */
export function reasonOfSelection(text: string, start: number, end: number): Reason {
  return { code: "reviewer", message: "此处需要更正", evidence: text.slice(start, end), start, end };
}

/** A reason about a document that has no text to point at: its element is the whole of it. */
export const reasonOfWhole = (message: string): Reason => ({ code: "reviewer", message, element: "" });

/** Nothing was found: no words to point at. */
function spanOf(at: { evidence: string; start: number; end: number }): Partial<Reason> {
  return at.end > at.start ? { evidence: at.evidence, start: at.start, end: at.end } : {};
}

/** Adds a reason unless the same one (code, element, words) is already there. */
export function withReason(reasons: readonly Reason[], reason: Reason): readonly Reason[] {
  const same = (other: Reason) =>
    other.code === reason.code &&
    other.element === reason.element &&
    other.start === reason.start &&
    other.end === reason.end;
  return reasons.some(same) ? reasons : [...reasons, reason];
}

/** Why the reasons cannot be sent yet; undefined when they can. */
export function unfinished(reasons: readonly Reason[]): string | undefined {
  if (reasons.length === 0) return "请至少添加一条理由：点要素或发现旁的“＋”，或选中一段原文";
  const blank = reasons.findIndex((reason) => reason.message.trim() === "");
  if (blank >= 0) return `第${blank + 1}条理由还没有写明要更正什么`;
  const loose = reasons.findIndex((reason) => reason.element === undefined && reason.start === undefined);
  if (loose >= 0) return `第${loose + 1}条理由没有对应的要素或原文`;
  return undefined;
}

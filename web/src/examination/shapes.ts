/** What an examination says, as the contract carries it. */
import type { z } from "zod";
import type { elementLine, examined, finding } from "../../../functions/api/contract/examination.ts";
import type { Tone } from "../document/segments.ts";

export type ElementLine = z.infer<typeof elementLine>;
export type Finding = z.infer<typeof finding>;
export type Examined = z.infer<typeof examined>;
export type ElementState = ElementLine["state"];

interface StateFace {
  readonly name: string;
  readonly tone: Tone;
  /** A missing or unsound element: the unit has something to do. */
  readonly sound: boolean;
}

/** The states of an element as people read them. `not_checked` is said aloud: silence never means good. */
export const ELEMENT_STATES: Record<ElementState, StateFace> = {
  missing: { name: "缺少", tone: "bad", sound: false },
  label_blank: { name: "有栏目未填写", tone: "bad", sound: false },
  placeholder: { name: "仍是占位文字", tone: "bad", sound: false },
  invalid: { name: "填写有误", tone: "bad", sound: false },
  unreadable: { name: "无法辨认", tone: "bad", sound: false },
  unsure: { name: "请核对", tone: "look", sound: false },
  partial: { name: "不完整", tone: "warning", sound: false },
  weak: { name: "过于笼统", tone: "warning", sound: false },
  not_checked: { name: "未检查", tone: "warning", sound: false },
  ok: { name: "齐全", tone: "good", sound: true },
};

export const SEVERITY_NAMES: Record<Finding["severity"], string> = {
  error: "必须改正",
  look: "请核对",
  warning: "建议完善",
  info: "提示",
};

export const DISCUSSION_NAMES: Record<NonNullable<Examined["discussion"]>, string> = {
  D0: "未见研讨",
  D1: "仅提及研讨",
  D2: "有研讨要点",
  D3: "有具名、具体的研讨",
};

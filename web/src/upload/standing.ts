/** Where a file stands before it is sent: what its check comes down to. */
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import { looksOf } from "../examination/looks.ts";
import type { Precheck } from "./precheck.ts";

export interface Standing {
  /** `good` only where the type is known, nothing is wrong and nothing is left to look at. */
  readonly kind: "unavailable" | "error" | "unknown" | "look" | "good";
  readonly head: string;
}

/**
 * @param chosen whether a person has said what it is; undefined where that cannot be chosen here
 */
export function standingOf(check: Precheck, chosen?: boolean): Standing {
  if (check.outcome === "unavailable") return { kind: "unavailable", head: check.message };
  if (check.outcome === "refused") return { kind: "error", head: check.message };
  const { elements, findings, documentType } = check;
  const count = (severity: string) => findings.filter((one) => one.severity === severity).length;
  const errors = count("error");
  const looks = looksOf(elements, findings).length;
  if (errors > 0)
    return { kind: "error", head: `还有 ${errors} 处必须改正${looks > 0 ? `，另有 ${looks} 处请核对` : ""}` };
  if (isUnknownType(documentType)) return { kind: "unknown", head: `没有认出这是哪类材料，${asked(chosen)}` };
  if (looks > 0) return { kind: "look", head: `尚有 ${looks} 处请核对` };
  const advice = count("warning") + count("info");
  return {
    kind: "good",
    head: advice > 0 ? `必备要素齐全，另有 ${advice} 条建议` : "必备要素齐全，可以发送",
  };
}

function asked(chosen: boolean | undefined): string {
  if (chosen === undefined) return "请核对是否选对了文件";
  return chosen ? "请核对所选类型" : "请先选择材料类型";
}

/** Whether a file may go out with all the others by one click: nothing wrong with it, and its type is known. */
export const isReady = (check: Precheck): boolean => !["error", "unknown"].includes(standingOf(check).kind);

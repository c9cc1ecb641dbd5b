/** What the check says of a document in a list, the worst first. Complete is only what nobody needs to look at. */
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import type { SubmissionLine } from "./shapes.ts";

export interface CheckMark {
  readonly kind: "error" | "look" | "warning" | "success";
  readonly text: string;
}

/** None of a document that has not been examined. */
export function checkMarks({
  outcome,
  documentType,
  errors = 0,
  looks = 0,
  warnings = 0,
}: Pick<SubmissionLine, "outcome" | "documentType" | "errors" | "looks" | "warnings">): CheckMark[] {
  if (outcome === undefined) return [];
  // A file that could not be read is the machine's failure until a person has seen it.
  if (outcome === "refused")
    return [errors > 0 ? mark("error", "无法读取") : mark("look", "未能读取，请看原件")];
  const said = [
    ...(errors > 0 ? [mark("error", `${errors} 处问题`)] : []),
    ...(looks > 0 ? [mark("look", `${looks} 处请核对`)] : []),
    ...(looks === 0 && isUnknownType(documentType) ? [mark("look", "请核对类型")] : []),
    ...(warnings > 0 ? [mark("warning", `${warnings} 条建议`)] : []),
  ];
  return said.length > 0 ? said : [mark("success", "要素齐全")];
}

const mark = (kind: CheckMark["kind"], text: string): CheckMark => ({ kind, text });

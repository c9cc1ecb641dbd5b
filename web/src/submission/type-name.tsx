/** What a document is, by the name its office has for the type; 未识别 stands out where nobody knows. */
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import { LookTag } from "../examination/look-marks.tsx";

export function TypeName({ id, name }: { readonly id: string | undefined; readonly name: string }) {
  return isUnknownType(id) ? <LookTag kind="unknown">{name}</LookTag> : name;
}

/** The Chinese name of a document type by its id, also where there is none. */
import type { TypeRule } from "./rulebook.ts";

/** What an examination calls a document whose type it does not know. */
const UNKNOWN = "unknown";

export const isUnknownType = (id: string | undefined): boolean => id === UNKNOWN;

/** 未识别 where the type is not known; a type that the rulebook knows no more keeps its id. */
export function typeName(types: ReadonlyMap<string, Pick<TypeRule, "name">>, id: string): string {
  return isUnknownType(id) ? "未识别" : (types.get(id)?.name ?? id);
}

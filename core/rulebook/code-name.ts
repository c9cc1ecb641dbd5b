/** The Chinese name of a finding code, once for notices, screens and the command line. */
import type { CodesSource } from "./schema/code.ts";

export type CodeNames = Pick<CodesSource, "names" | "families" | "other">;

export function codeName({ names, families, other }: CodeNames, code: string): string {
  return names[code] ?? families.find(({ prefix }) => code.startsWith(prefix))?.name ?? other;
}

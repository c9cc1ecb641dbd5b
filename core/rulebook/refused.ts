// There are no rules to examine by.
import type { RulebookFault } from "./rulebook.ts";

/** The message says in Chinese what is to be mended, and where. */
export class RulebookRefused extends Error {
  override readonly name = "RulebookRefused";
}

/** All of them, as people read them. */
export const faultLines = (faults: readonly RulebookFault[]): string =>
  faults.map(({ file, line, message }) => `  ${file} 第${line}行：${message}`).join("\n");

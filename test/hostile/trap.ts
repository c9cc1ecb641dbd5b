/** A file made to do harm, or broken, or not ours to read: how it is made, and which answers to it are right. */
import type { RefusalReason } from "../../core/reading/document.ts";

export type Trap = {
  /** The file's name, which may lie about what it is. */
  readonly name: string;
  /** Right answers; "text" where the file is odd but may be read. */
  readonly answers: readonly (RefusalReason | "text")[];
  /** Takes so much that two at a time would be more than one file may: read in a process of its own. */
  readonly alone?: true;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
};

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Plain text: decoded, one line of the file a paragraph. */
import type { ReadText } from "../document.ts";
import { Lines } from "../lines.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { decodeText } from "./encoding.ts";

/** Reads text in UTF-8, UTF-16 (either order, with or without mark) or GB 18030. Refuses `wrong_type`: no text. */
export async function readPlain(bytes: Uint8Array, { limits }: ReaderContext): Promise<ReadText> {
  if (bytes.length > limits.textLength * 4) throw new ReadingRefused("too_large");
  const decoded = decodeText(bytes);
  if (decoded === undefined) throw new ReadingRefused("wrong_type");
  const lines = new Lines(limits.textLength);
  for (const [paragraph, line] of decoded
    .trimEnd()
    .split(/\r\n|[\r\n\f\u2028\u2029]/)
    .entries()) {
    lines.add(line, { paragraph, part: "body" });
  }
  return { outcome: "text", format: "txt", ...lines.finish() };
}

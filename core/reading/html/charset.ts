/** Which encoding a web page says it is in; what it says is believed when its bytes agree. */
import { decodeText } from "../plain/encoding.ts";

const HEAD = 4096;
const declared = /charset\s*=\s*["']?\s*([\w-]+)/i;
/** Pages that say gb2312 mean all of GB 18030. */
const chinese = /^(gb|x-gbk|cp936)/i;

/** The text of a page; `announced` is a header that stood before it. */
export function decodePage(bytes: Uint8Array, announced = ""): string | undefined {
  const head = announced + new TextDecoder("latin1").decode(bytes.subarray(0, HEAD));
  if (chinese.test(declared.exec(head)?.[1] ?? "")) {
    try {
      return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
    } catch {
      // it says so and is not: judged by its bytes like any text
    }
  }
  return decodeText(bytes);
}

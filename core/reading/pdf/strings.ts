/**
 * Strings of a PDF beside its pages: values and choices of forms, typed remarks. They are Latin unless a mark says
 * otherwise (ISO 32000-1 §7.9.2.2); Chinese programs leave the mark out and write UTF-16, GBK or UTF-8 all the same.
 */

/** What the bytes of the Latin encoding stand for where they are not themselves (annex D.2). */
const marks: [number, string][] = [
  [0x18, "˘ˇˆ˙˝˛˚˜"],
  [0x80, "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž"],
  [0xa0, "€"],
];
const byteOf = new Map<string, number>(
  marks.flatMap(([first, signs]) => Array.from(signs, (sign, at): [string, number] => [sign, first + at])),
);

const chinese = /^[\t\r\n\x20-\x7e\u00b7\u2014-\u2026\u3000-\u301e\u3400-\u9fff\uff01-\uff5e]*$/;
const hanzi = /[\u4e00-\u9fff]/;
const encodings = ["utf-8", "utf-16be", "gb18030"];
/** The string as its writer meant it; one that reads well as it is stays. */
export function meantString(text: string): string {
  const bytes = Array.from(text, (character) => byteOf.get(character) ?? character.charCodeAt(0));
  const isLatin = bytes.every((byte) => byte < 256);
  if (!isLatin || bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return text;
  for (const encoding of encodings) {
    const decoded = decode(Uint8Array.from(bytes), encoding);
    if (decoded !== undefined && hanzi.test(decoded) && chinese.test(decoded)) return decoded;
  }
  return text;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  if (encoding === "gb18030" && !inPairs(bytes)) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** GB 2312 has both bytes of a character above the Latin ones; an accented letter before a plain one is Latin. */
function inPairs(bytes: Uint8Array): boolean {
  let open = false;
  for (const byte of bytes) {
    if (byte >= 0x80) open = !open;
    else if (open) return false;
  }
  return !open;
}

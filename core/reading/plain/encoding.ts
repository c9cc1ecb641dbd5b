/**
 * Which encoding Chinese plain text is in, tried from the surest to the most tolerant: byte order marks,
 * UTF-16 without one, strict UTF-8, GB 18030. UTF-16 goes before GB 18030 because its bytes also decode
 * there, as rubbish (parts.md §8, 8).
 */
const SAMPLE = 64 * 1024;

/** Decodes text of any Chinese encoding; undefined when the bytes are no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  for (const encoding of candidates(bytes)) {
    const text = decodeStrictly(bytes, encoding);
    if (text !== undefined && isText(text)) return text;
  }
  return decodeTolerantly(bytes, candidates(bytes));
}

function candidates(bytes: Uint8Array): string[] {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return ["utf-8"];
  if (a === 0xff && b === 0xfe) return ["utf-16le"];
  if (a === 0xfe && b === 0xff) return ["utf-16be"];
  const wide = wideEncoding(bytes);
  return wide === undefined ? ["utf-8", "gb18030"] : [wide, "utf-8", "gb18030"];
}

/** UTF-16 without a mark: decoded in the right order, most characters are hanzi, kana-free punctuation or ASCII. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
  const sample = bytes.subarray(0, SAMPLE);
  const shares = (["utf-16le", "utf-16be"] as const).map((encoding) => ({
    encoding,
    share: commonShare(sample, encoding),
  }));
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a));
  return best.share > 0.95 && hasWideSigns(sample, best.encoding) ? best.encoding : undefined;
}

/** Hanzi bytes of GBK can look like hanzi of UTF-16; a line end, a space or 。，、 in the wide form cannot. */
function hasWideSigns(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): boolean {
  const low = encoding === "utf-16le" ? 0 : 1;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const high = bytes[i + 1 - low];
    const unit = bytes[i + low] ?? 0;
    if (high === 0 && (unit === 0x0a || unit === 0x0d || (unit >= 0x20 && unit < 0x7f))) return true;
    if (high === 0x30 && unit <= 0x11) return true;
  }
  return false;
}

function commonShare(sample: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(sample);
  let common = 0;
  for (const character of text) {
    if (/[\t\r\n\x20-\x7e\u2010-\u203b\u3000-\u301e\u4e00-\u9fa5\uff01-\uff5e]/.test(character)) common++;
  }
  return text.length === 0 ? 0 : common / text.length;
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A few damaged characters, or one cut in half at the end, cost those characters and not the file. */
function decodeTolerantly(bytes: Uint8Array, encodings: readonly string[]): string | undefined {
  const losses = (text: string) => text.split("\ufffd").length;
  return encodings
    .map((encoding) => new TextDecoder(encoding).decode(bytes))
    .toSorted((a, b) => losses(a) - losses(b))
    .find(isText);
}

/** No NUL, hardly any control or private-use characters, and something to read. */
function isText(text: string): boolean {
  let odd = 0;
  let seen = 0;
  for (const character of text.slice(0, SAMPLE)) {
    seen++;
    const code = character.codePointAt(0) ?? 0;
    if (code === 0) return false;
    const control = code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12;
    const privateUse = (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
    if (control || privateUse || code === 0xfffd || (code >= 0x7f && code < 0xa0)) odd++;
  }
  return odd <= seen * 0.02;
}

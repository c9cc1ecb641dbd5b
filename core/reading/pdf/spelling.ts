/** Streams whose bytes are spelled out in letters, so that they survive mail gateways (ISO 32000-1 §7.4.2, §7.4.3). */

/** The bytes that the letters stand for, as far as they can be read; undefined when the stream is not spelled out. */
export function spelledBytes(letters: Uint8Array, dictionary: string): Uint8Array | undefined {
  const first = /\/Filter\s*\[?\s*\/(\w+)/.exec(dictionary)?.[1];
  if (first === "ASCIIHexDecode" || first === "AHx") return fromHex(letters);
  if (first === "ASCII85Decode" || first === "A85") return fromBase85(letters);
  return undefined;
}

function fromHex(letters: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(letters.length >> 1);
  let digits = 0;
  for (const letter of letters) {
    const digit = Number.parseInt(String.fromCharCode(letter), 16);
    if (Number.isNaN(digit)) continue;
    bytes[digits >> 1] = ((bytes[digits >> 1] ?? 0) << 4) | digit;
    digits++;
  }
  return bytes.subarray(0, digits >> 1);
}

const FIRST = 0x21;
const LAST = 0x75;
const FOUR_ZEROS = 0x7a;

/** Five letters stand for four bytes; what is left over at the end does not matter here. */
function fromBase85(letters: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(letters.length * 4);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let value = 0;
  let count = 0;
  for (const letter of letters) {
    if (letter === FOUR_ZEROS && count === 0) at += 4;
    if (letter < FIRST || letter > LAST) continue;
    value = value * 85 + letter - FIRST;
    if (++count < 5) continue;
    view.setUint32(at, value >>> 0);
    at += 4;
    value = 0;
    count = 0;
  }
  return bytes.subarray(0, at);
}

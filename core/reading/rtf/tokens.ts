/** RTF as a row of tokens: groups, control words with their numbers, bytes of text (RTF 1.9.1, "Basic Entities"). */

export type RtfHandler = {
  openGroup(): void;
  closeGroup(): void;
  word(name: string, value: number | undefined): void;
  /** A control symbol, such as the sign of an optional destination. */
  symbol(sign: string): void;
  /** Text bytes of the file in the encoding of the font, or one byte written in hexadecimal. */
  bytes(bytes: Uint8Array): void;
  /** Bytes of a picture or an object as they are. */
  binary(bytes: Uint8Array): void;
};

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const MAX_WORD = 32;
const isLetter = (byte: number | undefined) =>
  byte !== undefined && (byte | 32) >= 0x61 && (byte | 32) <= 0x7a;
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isSpecial = (byte: number | undefined) =>
  byte === BACKSLASH || byte === OPEN || byte === CLOSE || byte === 0x0d || byte === 0x0a || byte === 0;

/** Walks the whole file. Line ends of the file mean nothing. */
export function walkRtf(bytes: Uint8Array, handler: RtfHandler): void {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at = control(bytes, at + 1, handler);
    else if (byte === OPEN) {
      handler.openGroup();
      at++;
    } else if (byte === CLOSE) {
      handler.closeGroup();
      at++;
    } else if (isSpecial(byte)) at++;
    else {
      const start = at;
      while (at < bytes.length && !isSpecial(bytes[at])) at++;
      handler.bytes(bytes.subarray(start, at));
    }
  }
}

/** One control word or symbol, from behind its backslash; answers where the next token begins. */
function control(bytes: Uint8Array, start: number, handler: RtfHandler): number {
  if (!isLetter(bytes[start])) return controlSymbol(bytes, start, handler);
  let at = start;
  while (isLetter(bytes[at]) && at - start < MAX_WORD) at++;
  const name = String.fromCharCode(...bytes.subarray(start, at));
  const numberStart = at;
  if (bytes[at] === 0x2d) at++;
  while (isDigit(bytes[at]) && at - numberStart < 11) at++;
  const digits = String.fromCharCode(...bytes.subarray(numberStart, at));
  const value = /\d/.test(digits) ? Number(digits) : undefined;
  if (bytes[at] === 0x20) at++;
  if (name === "bin") {
    const end = at + Math.max(0, value ?? 0);
    handler.binary(bytes.subarray(at, end));
    return end;
  }
  handler.word(name, value);
  return at;
}

function controlSymbol(bytes: Uint8Array, start: number, handler: RtfHandler): number {
  const sign = String.fromCharCode(bytes[start] ?? 0x20);
  if (sign !== "'") {
    handler.symbol(sign);
    return start + 1;
  }
  const value = Number.parseInt(String.fromCharCode(bytes[start + 1] ?? 0, bytes[start + 2] ?? 0), 16);
  if (!Number.isNaN(value)) handler.bytes(Uint8Array.of(value));
  return start + 3;
}

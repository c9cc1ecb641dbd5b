/** Bytes written in base64; what else stands between the signs, such as line ends, means nothing. */
export function fromBase64(written: string): Uint8Array {
  const signs = written.replace(/[^A-Za-z0-9+/]/g, "");
  const whole = signs.slice(0, signs.length - (signs.length % 4 === 1 ? 1 : 0));
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}

/** Text as it crosses the wire: percent encoding, header values, RFC 2047 words. */

/** RFC 3986: everything but the unreserved characters, as SigV4 wants it. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A key as a path: its slashes stay. */
export function encodePath(key: string): string {
  return key.split("/").map(encodeRfc3986).join("/");
}

/** As listings (`encoding-type=url`) and event records encode a key: form encoding, `+` for a space, slashes stay. */
export function encodeKey(key: string): string {
  return encodePath(key).replaceAll("%20", "+").replaceAll("%2A", "*").replaceAll("~", "%7E");
}

/** A header value that Node will send: UTF-8 bytes, control characters dropped. */
export function headerBytes(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  return Buffer.from(value.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, ""), "utf8").toString("latin1");
}

/** Node reads header bytes as Latin-1; clients mean UTF-8 when the bytes are valid UTF-8. */
export function headerText(value: string): string {
  const bytes = Buffer.from(value, "latin1");
  const text = bytes.toString("utf8");
  return text.includes("\ufffd") ? value : text;
}

/** User metadata outside printable ASCII travels as one RFC 2047 word, as S3 returns it. */
export function encodeMetadata(value: string): string {
  return /^[\x20-\x7e]*$/.test(value)
    ? value
    : `=?UTF-8?B?${Buffer.from(value, "utf8").toString("base64")}?=`;
}

/** Reads metadata that arrived as an RFC 2047 word (B or Q); anything else is taken as it is. */
export function decodeMetadata(value: string): string {
  const word = /^=\?utf-8\?([bq])\?([^?]*)\?=$/i.exec(value);
  const [, kind, text] = word ?? [];
  if (kind === undefined || text === undefined) return value;
  if (kind.toLowerCase() === "b") return Buffer.from(text, "base64").toString("utf8");
  const bytes = text
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

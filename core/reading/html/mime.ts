/** Web archives (.mht, and what Word and WPS save as "single file"): the HTML part of a MIME message (RFC 2045). */
import { decodePage } from "./charset.ts";

type Part = { headers: Map<string, string>; body: string };

/** The HTML of a web archive; undefined when it holds none. `file` is its bytes, one a character. */
export function htmlOfArchive(file: string): string | undefined {
  const whole = splitPart(file);
  const boundary = /boundary="?([^";\s]+)"?/i.exec(whole.headers.get("content-type") ?? "")?.[1];
  const parts =
    boundary === undefined
      ? [whole]
      : whole.body
          .split(`--${boundary}`)
          .slice(1)
          .map((part) => splitPart(part.replace(/^\r?\n/, "")));
  const html = parts.find(({ headers }) => /^text\/html/i.test(headers.get("content-type") ?? ""));
  if (html === undefined) return undefined;
  const bytes = decodeBody(html.body, html.headers.get("content-transfer-encoding") ?? "");
  return decodePage(bytes, html.headers.get("content-type"));
}

function splitPart(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end === null ? "" : text.slice(end.index + end[0].length) };
}

function decodeBody(body: string, encoding: string): Uint8Array {
  if (/base64/i.test(encoding)) return bytesOf(fromBase64(body.replace(/[^A-Za-z0-9+/]/g, "")));
  if (/quoted-printable/i.test(encoding)) {
    const joined = body.replace(/=[ \t]*\r?\n/g, "");
    return bytesOf(
      joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }
  return bytesOf(body);
}

function fromBase64(text: string): string {
  return atob(text.slice(0, text.length - (text.length % 4 === 1 ? 1 : 0)));
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

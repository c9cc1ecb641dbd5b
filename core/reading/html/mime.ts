/** Web archives (.mht, and what Word and WPS save as "single file"): the parts of a MIME message (RFC 2045, 2557). */
import { fromBase64 } from "../base64.ts";
import type { Held } from "../lines.ts";
import { decodePage } from "./charset.ts";

type Part = { headers: Map<string, string>; body: string };

/** The page of a web archive, and the pictures that stand in it by the address under which it shows them. */
export type WebArchive = { html: string; pictureOf: (address: string) => Held | undefined };

/** Opens a web archive; undefined when it holds no page. `file` is its bytes, one a character. */
export function openWebArchive(file: string): WebArchive | undefined {
  const whole = splitPart(file);
  const boundary = /boundary="?([^";\s]+)"?/i.exec(whole.headers.get("content-type") ?? "")?.[1];
  const parts =
    boundary === undefined
      ? [whole]
      : whole.body
          .split(`--${boundary}`)
          .slice(1)
          .map((part) => splitPart(part.replace(/^\r?\n/, "")));
  const page = parts.find(({ headers }) => /^text\/html/i.test(headers.get("content-type") ?? ""));
  const html = page && decodePage(bodyOf(page), page.headers.get("content-type"));
  if (page === undefined || html === undefined) return undefined;
  const pictures = new Map(
    parts.filter(isPicture).flatMap((part) => addressesOf(part).map((address) => [address, part])),
  );
  const base = page.headers.get("content-location") ?? "";
  return {
    html,
    pictureOf(address) {
      const found = pictures.get(address) ?? pictures.get(resolved(address, base));
      return found && { name: addressesOf(found)[0] ?? address, bytes: async () => bodyOf(found) };
    },
  };
}

const isPicture = ({ headers }: Part): boolean => /^image\//i.test(headers.get("content-type") ?? "");

function addressesOf({ headers }: Part): string[] {
  const location = headers.get("content-location");
  const id = headers.get("content-id")?.replace(/^<|>$/g, "");
  return [
    ...(location === undefined ? [] : [location, resolved(location, "")]),
    ...(id === undefined ? [] : [`cid:${id}`]),
  ];
}

/** An address in full; as it is where that cannot be told. */
function resolved(address: string, base: string): string {
  try {
    return base === "" ? new URL(address).href : new URL(address, base).href;
  } catch {
    return address;
  }
}

/** The picture that an address itself spells out (RFC 2397). */
export function spelledPicture(address: string): Held | undefined {
  const [, head = "", body] = /^data:(image\/[^,]*),([\s\S]*)$/i.exec(address.trim()) ?? [];
  if (body === undefined || !/;base64/i.test(head)) return undefined;
  return { name: address, bytes: async () => fromBase64(body.replaceAll("%2B", "+").replaceAll("%2F", "/")) };
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

function bodyOf({ headers, body }: Part): Uint8Array {
  return decodeBody(body, headers.get("content-transfer-encoding") ?? "");
}

function decodeBody(body: string, encoding: string): Uint8Array {
  if (/base64/i.test(encoding)) return fromBase64(body);
  if (/quoted-printable/i.test(encoding)) {
    const joined = body.replace(/=[ \t]*\r?\n/g, "");
    return bytesOf(
      joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }
  return bytesOf(body);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

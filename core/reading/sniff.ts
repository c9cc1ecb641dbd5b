/**
 * What a file is, by its content and never by its name. The first bytes decide the family; zip and compound
 * files are opened to see which member of the family they are, and hostile ones end there.
 */
import type { Refusal } from "./document.ts";
import type { Format } from "./format.ts";
import type { Limits } from "./limits.ts";
import { compoundKind } from "./ole/kind.ts";
import { decodeText } from "./plain/encoding.ts";
import { looksEncrypted, unknownAndLocked } from "./protection.ts";
import { ReadingRefused, refuse } from "./refusal.ts";
import { isCsv } from "./sheet/csv.ts";
import { familyOf } from "./signatures.ts";
import type { Budget } from "./zip/archive.ts";
import type { Sniffed } from "./zip/kind.ts";

/**
 * The format of a file, or why it is refused already: hostile archive, password, macro, no known kind.
 * `budget` is what an archive may still inflate when it is itself the member of one.
 */
export async function sniff(bytes: Uint8Array, limits: Limits, budget?: Budget): Promise<Sniffed | Refusal> {
  const family = familyOf(bytes);
  if (family === "ole-family") return compoundKind(bytes);
  if (family === "zip-family") return await archiveKind(bytes, limits, budget);
  if (family !== undefined) return { format: family };
  return textKind(bytes);
}

async function archiveKind(bytes: Uint8Array, limits: Limits, budget?: Budget): Promise<Sniffed | Refusal> {
  const { packageKind } = await import("./zip/kind.ts");
  try {
    return await packageKind(bytes, limits, budget);
  } catch (error) {
    if (error instanceof ReadingRefused) return refuse(error.reason, "zip", error.sentence);
    throw error;
  }
}

/** The head of a web archive; browsers put who saved it and when before its version (RFC 2045 §4). */
const webArchive =
  /^((From|Subject|Date|Snapshot-Content-Location):[^\n]{0,500}\n){0,5}MIME-Version:[\s\S]{0,400}(multipart\/related|text\/html)/i;

/** The fields at the head of a text, each behind its name; the first line may be the one that mailboxes put between letters. */
const heading = /^(?:From \S[^\n]*\r?\n)?(?:[A-Za-z][\w-]*:[^\n]*(?:\r?\n[ \t][^\n]*)*(?:\r?\n|$))+/;
const posted = /^(Received|Return-Path|Message-ID|Delivered-To|X-Mailer):\s*\S/im;
const sent = /^From:\s*\S[\s\S]*^(To|Cc|Bcc|Subject):|^(To|Cc|Bcc|Subject):[\s\S]*^From:\s*\S/im;
const mime = /^(MIME-Version|Content-Type):|^Date:\s*(\w{3},\s*)?\d{1,2} \w{3} \d{4} \d\d:/im;

/**
 * Whether a text is a letter: servers and mail programs write where it went and what made it; a draft only says who
 * writes to whom. A web archive has been sent by nobody.
 */
function isLetter(text: string): boolean {
  const head = heading.exec(text)?.[0] ?? "";
  if (posted.test(head)) return true;
  return sent.test(head) && mime.test(head) && !webArchive.test(head);
}

/** Markup that looks like text, by its first element. */
const markup: { format: Format; start: RegExp }[] = [
  // whatever stands before it, a document type above all, is judged by the reader
  { format: "wordml", start: /^<\?xml\b[\s\S]*<(w:wordDocument|pkg:package)\b/ },
  {
    format: "excelml",
    start: /^<\?xml\b[\s\S]*<(\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/,
  },
  { format: "html", start: /^(<\?xml[^>]*\?>\s*)?<(!doctype\s+html|html|head|body|meta)\b/i },
  // what a program exports may be a piece of a page
  { format: "html", start: /^<(p|div|table|h[1-6]|center|font|span|style|title)\b[^<>]{0,500}>/i },
  { format: "html", start: webArchive },
  { format: "xml", start: /^<\?xml\b/ },
];

function textKind(bytes: Uint8Array): Sniffed | Refusal {
  const text = decodeText(bytes);
  if (text === undefined) return refuse("wrong_type", "unknown", whyUnknown(bytes));
  const start = behindComments(text.slice(0, 4096));
  if (isLetter(start)) return { format: "eml" };
  const kind = markup.find((candidate) => candidate.start.test(start))?.format;
  return { format: kind ?? (isCsv(text) ? "csv" : "txt") };
}

function whyUnknown(bytes: Uint8Array): string | undefined {
  if (bytes.every((byte) => byte === 0)) return onlyNuls;
  return looksEncrypted(bytes) ? unknownAndLocked : undefined;
}

const onlyNuls = "文件里全是空字节，多半是保存时断电或 U 盘提前拔出造成的，请找原稿重新另存后上传";

/** Markup behind the comments at its front: searched for step by step, because one pattern would try every way to part them. */
function behindComments(text: string): string {
  let start = text.trimStart();
  while (start.startsWith("<!--")) {
    const end = start.indexOf("-->");
    if (end < 0) break;
    start = start.slice(end + 3).trimStart();
  }
  return start;
}

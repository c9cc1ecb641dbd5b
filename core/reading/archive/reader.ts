/**
 * Zip archives of papers: every member is read as if it had come by itself. What systems leave beside the
 * files is passed over; one hostile member and the whole archive is refused, because it was packed on purpose.
 */
import type { Member, Part, ReadText, Refusal, RefusalReason } from "../document.ts";
import { type Counted, writeReading } from "../joining.ts";
import { Lines } from "../lines.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { openArchive } from "../zip/archive.ts";

/** Files that macOS, Windows and Office put beside the ones people mean to send. */
const leftBehind = /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)/i;
/** Whether a member is none of the files that people mean to send. */
export const isLeftBehind = (name: string): boolean => leftBehind.test(name);
const hostile: readonly RefusalReason[] = ["encrypted", "macro", "bomb", "too_deep", "unsafe_path"];

/**
 * Reads the members of a .zip in their order; each stands under a line with its name. A member of a kind that
 * cannot be read is kept as its refusal. Refuses for the first hostile member or program, `empty` when there
 * is no file, and for the reason of the first member when none could be read.
 */
export async function readBundle(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits, readMember } = context;
  const archive = context.archive ?? (await openArchive(bytes, limits));
  const members: Member[] = [];
  for (const name of archive.names.filter((candidate) => !isLeftBehind(candidate))) {
    const content = await archive.bytes(name);
    if (content === undefined) throw new ReadingRefused("malformed");
    const result = await readMember(content);
    if (result.outcome === "refused") refuseHostile(name, result);
    members.push({ name, result });
  }
  const first = members[0]?.result;
  if (first === undefined) throw new ReadingRefused("empty");
  const lines = new Lines(limits.textLength);
  const unreadPages = writeMembers(lines, members);
  if (members.every(({ result }) => result.outcome === "refused") && first.outcome === "refused") {
    throw new ReadingRefused(
      first.reason,
      sentence(members[0]?.name ?? "", first),
      undefined,
      recognisable(members),
    );
  }
  return {
    outcome: "text",
    format: "zip",
    ...lines.finish(),
    members,
    ...(unreadPages.length > 0 && { unreadPages }),
  };
}

function refuseHostile(name: string, refusal: Refusal): void {
  if (!hostile.includes(refusal.reason) && refusal.format !== "program") return;
  throw new ReadingRefused(refusal.reason, sentence(name, refusal));
}

function sentence(name: string, { message }: Refusal): string {
  return `压缩包中的“${name}”不能接收：${message}`;
}

function recognisable(members: readonly Member[]): number {
  return members.reduce(
    (sum, { result }) => sum + (result.outcome === "refused" ? (result.recognisable ?? 0) : 0),
    0,
  );
}

/** Puts the texts one below the other; answers the pages left unread, counted through all members. */
function writeMembers(lines: Lines, members: readonly Member[]): number[] {
  const counted: Counted = { paragraphs: 0, tables: 0, pages: 0 };
  const unread: number[] = [];
  for (const { name, result } of members) {
    lines.add(name, { part: "header" satisfies Part });
    if (result.outcome === "refused") {
      for (let page = 1; page <= (result.recognisable ?? 0); page++) unread.push(counted.pages + page);
      counted.pages += result.recognisable ?? 0;
      continue;
    }
    unread.push(...(result.unreadPages ?? []).map((page) => counted.pages + page));
    writeReading(lines, result, counted);
  }
  return unread;
}

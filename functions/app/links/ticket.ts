/** Leave to upload one file: a ticket in the table, and a signed form for the store. */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { answersAll } from "../../../core/submissions/decide.ts";
import { submissionKind } from "../../../core/submissions/kind.ts";
import type { Answer } from "../../../core/submissions/submission.ts";
import { MAX_BYTES, presignUpload } from "../../adapters/bucket.ts";
import { clock } from "../../adapters/clock.ts";
import { newId } from "../../adapters/identifier.ts";
import { keyName, ticketFolder } from "../../adapters/inbox-key.ts";
import { giveBack, takeTurn } from "../../adapters/table/attempts.ts";
import { type Link, putTicket } from "../../adapters/table/links.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import { stands } from "../operations/readiness.ts";

interface Wanted {
  readonly documentType?: string;
  /** The returned submission that the file corrects. */
  readonly submissionId?: string;
  readonly answers?: Answer[];
}

const FULL = refuse(
  "unavailable",
  "disk_full",
  "系统存储空间不足，暂时不能接收新文件，请稍后再报送；已经报送的材料不受影响。",
);

/** What one link may ask for at once: more than any unit files in a quarter. */
const FREE_TICKETS = 1000;
const MEGABYTE = 1024 * 1024;

/**
 * @param file as it lies on the sender's machine; the store will not take more than was asked for
 * @param sender who is signed in while sending, and so has filed it
 */
export async function ticketFor(
  link: Link,
  { fileName, size }: { readonly fileName: string; readonly size: number },
  wanted: Wanted,
  sender: Person | undefined,
) {
  if (stands("disk_full")) return FULL;
  if (size > MAX_BYTES)
    return refuse(
      "input",
      "file_too_large",
      `文件超过${MAX_BYTES / MEGABYTE} MB，请压缩其中的图片或拆成几份后再上传。`,
    );
  const allowed = await mayCorrect(link, wanted);
  if (!allowed.ok) return allowed;
  const paced = await inPace(link);
  if (!paced.ok) return paced;
  const { submissionId, folder } = await writeTicket(link, wanted, sender);
  const { url, fields, expiresIn } = await presignUpload(folder, keyName(fileName));
  const expiresAt = new Date(clock.now().getTime() + expiresIn * 1000).toISOString();
  return accept({ submissionId, url, fields, maxBytes: MAX_BYTES, expiresAt });
}

/** Whoever holds a link can ask in a loop. */
async function inPace(link: Link): Promise<Result<unknown>> {
  const about = `tickets:${link.id}`;
  const wait = await takeTurn({ about, free: FREE_TICKETS });
  if (wait === 0) return accept(undefined);
  if (wait !== undefined) await giveBack(about);
  return refuse("limit", "too_many_tickets", "通过这个链接上传得太频繁，请过几分钟再试。");
}

async function mayCorrect(link: Link, { submissionId, answers }: Wanted): Promise<Result<unknown>> {
  if (!submissionId) return accept(undefined);
  const corrected = await getSubmission(submissionId);
  if (corrected?.linkId !== link.id)
    return refuse("missing", "not_found", "没有找到这份报送件，请核对链接。");
  if (corrected.state !== "returned")
    return refuse("conflict", "not_returned", "这份报送件目前不需要更正，请刷新页面查看最新状态。");
  return answersAll(corrected.reasons, answers ?? []);
}

/** What curl prints at the end: whether the store has taken the file. */
const SAID = "结果：%{http_code}（204为已收到，400为文件过大或是空的）\\n";

/** Words are split at blanks by the shell: none may hold one. curl itself says nothing when all went well. */
export async function curlArguments(
  link: Link,
  documentType: string | undefined,
  sender: Person | undefined,
): Promise<Result<string>> {
  if (stands("disk_full")) return FULL;
  const paced = await inPace(link);
  if (!paced.ok) return paced;
  const { folder } = await writeTicket(link, { ...(documentType && { documentType }) }, sender);
  const { url, fields } = await presignUpload(folder, undefined);
  const form = Object.entries(fields).map(([name, value]) => `-F ${name}=${value}`);
  return accept(["-fsS", "-w", SAID, ...form, url].join(" "));
}

async function writeTicket(link: Link, wanted: Wanted, sender: Person | undefined) {
  const { jurisdiction, unitId, period, sessionDate } = link;
  const id = newId("tkt");
  const submissionId = wanted.submissionId ?? newId(submissionKind);
  const documentType = wanted.documentType ?? link.documentType;
  await putTicket({
    id,
    jurisdiction,
    unitId,
    linkId: link.id,
    linkHash: link.hash,
    period,
    submissionId,
    ...(sessionDate && { sessionDate }),
    ...(documentType && { documentType }),
    answers: wanted.answers ?? [],
    filers: [...new Set([link.createdBy, ...(sender ? [sender.id] : [])])],
    createdAt: clock.instant(),
  });
  return { submissionId, folder: ticketFolder(unitId, id) };
}

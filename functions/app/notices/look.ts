/** Looking at notices: the list, one with its content and trail, its PDF, what its QR code leads to. */
import type { NoticeRecord } from "../../../core/notices/issuance.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { getBytes } from "../../adapters/bucket.ts";
import { noticeByCode, noticesOf } from "../../adapters/table/notices.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { trailOf } from "../../adapters/table/trail.ts";
import { namesOfPeople } from "../people/names.ts";
import { contentUnder } from "./stored-content.ts";

export const listNotices = (jurisdiction: string): Promise<NoticeRecord[]> => noticesOf(jurisdiction);

/** Undefined while its figures are being gathered. */
export async function contentOf(notice: NoticeRecord) {
  if (!("contentKey" in notice)) return undefined;
  return contentUnder(notice.contentKey);
}

/** What is shown with a notice. */
export async function contextOfNotice(notice: NoticeRecord) {
  const [composed, trail, names] = await Promise.all([
    contentOf(notice),
    trailOf(notice.id),
    namesOfPeople(notice.jurisdiction),
  ]);
  return { composed, trail, names };
}

/** The draft or the issued copy. */
export async function pdfOf(notice: NoticeRecord) {
  if (!("pdfKey" in notice)) return refuse("conflict", "not_ready", "通报还在生成，请稍候。");
  const draft = notice.state !== "published";
  return accept({ pdf: await getBytes("Notices", notice.pdfKey), title: notice.title, draft });
}

/** What the code on a printed copy leads to. */
export async function verifiedNotice(code: string) {
  const notice = await noticeByCode(code);
  if (notice?.state !== "published")
    return refuse("missing", "not_found", "没有找到与此二维码对应的已印发通报。");
  const { issuer } = await getOffice(notice.jurisdiction);
  const { number, title, issuedAt, sha256 } = notice;
  return accept({ number, title, issuer, issuedAt, sha256 });
}

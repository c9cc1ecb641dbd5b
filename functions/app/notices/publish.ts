/** The issued copy: typeset with its number, stamped with the QR that verifies it, kept for ever, its hash in the trail. */
import { createHash } from "node:crypto";
import { Resource } from "sst/resource";
import { dayOf } from "../../../core/calendar/workday.ts";
import { MACHINE } from "../../../core/subject/kind.ts";
import { putBytes } from "../../adapters/bucket.ts";
import { getNotice } from "../../adapters/table/notices.ts";
import { officeFonts } from "../../adapters/typesetter/font.ts";
import { typesetIssued } from "../../adapters/typesetter/notice.ts";
import { changeNotice } from "./change.ts";
import { contentUnder } from "./stored-content.ts";

export async function publishNotice(noticeId: string): Promise<{ noticeId: string; state: string }> {
  const notice = await getNotice(noticeId);
  if (!notice) throw new Error(`no notice ${noticeId}`);
  if (notice.state !== "issued") return { noticeId, state: notice.state };
  const { number, issuedAt, contentKey, code } = notice;
  const composed = await contentUnder(contentKey);
  const pdf = await typesetIssued(composed, {
    number,
    issuedOn: dayOf(issuedAt),
    verifyUrl: `${Resource.Site.url}/verify/${code}`,
    officeFolder: officeFonts(),
  });
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  const pdfKey = `issued/${noticeId}/${sha256}.pdf`;
  await putBytes("Notices", pdfKey, pdf, "application/pdf");
  const published = await changeNotice(
    noticeId,
    async () => ({ command: { type: "Publish", pdfKey, sha256 } }),
    MACHINE,
  );
  if (!published.ok) throw new Error(published.refusal.code);
  return { noticeId, state: published.value.notice.state };
}

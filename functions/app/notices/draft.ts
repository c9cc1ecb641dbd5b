/** The units' figures become the notice's content and its draft PDF. */
import { compose } from "../../../core/notices/content.ts";
import { noticeNames } from "../../../core/notices/names.ts";
import { total } from "../../../core/notices/total.ts";
import type { Office } from "../../../core/organisation/office.ts";
import { MACHINE } from "../../../core/subject/kind.ts";
import { putBytes } from "../../adapters/bucket.ts";
import { dueDayOf } from "../../adapters/deadline.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { getNotice } from "../../adapters/table/notices.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { officeFonts } from "../../adapters/typesetter/font.ts";
import { typesetDraft } from "../../adapters/typesetter/notice.ts";
import { unitsFilingIn } from "../units/units.ts";
import { changeNotice } from "./change.ts";
import { getFigures } from "./gathered-figures.ts";
import { contents } from "./stored-content.ts";

/** How the office addresses its notices, as far as it has said. */
const addressing = ({ issuer, mark, addressee, copyTo, printedBy, copies }: Office) => ({
  issuer,
  mark,
  ...(addressee && { addressee }),
  ...(copyTo && { copyTo }),
  ...(printedBy && { printedBy }),
  ...(copies && { copies }),
});

export async function draftNotice(noticeId: string): Promise<void> {
  const notice = await getNotice(noticeId);
  if (!notice) throw new Error(`no notice ${noticeId}`);
  if (notice.state !== "gathering") return;
  const { jurisdiction, period, cutoff, version } = notice;
  const [office, units] = await Promise.all([getOffice(jurisdiction), unitsFilingIn(jurisdiction, period)]);
  const gatheredSoFar = await Promise.all(units.map(({ id }) => getFigures(noticeId, id)));
  // A unit added while the figures were being gathered has none yet: the next gathering counts it.
  const figures = gatheredSoFar.filter((one) => one !== undefined);
  const rulebook = await rulebookInForce(jurisdiction);
  const composed = compose(total(figures, { period, cutoff }), {
    ...addressing(office),
    jurisdictionName: office.name,
    deadline: dueDayOf("arrears", rulebook, cutoff),
    names: noticeNames(rulebook),
  });
  const contentKey = `contents/${noticeId}/${version}.json`;
  const pdfKey = `drafts/${noticeId}/${version}.pdf`;
  await contents.put(contentKey, composed);
  await putBytes("Notices", pdfKey, await typesetDraft(composed, officeFonts()), "application/pdf");
  const { title } = composed;
  const drafted = await changeNotice(
    noticeId,
    async () => ({ command: { type: "Draft", title, contentKey, pdfKey } }),
    MACHINE,
  );
  if (!drafted.ok) throw new Error(drafted.refusal.code);
}

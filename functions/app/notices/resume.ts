/** First step of a notice, and again after the leader has returned it: whose figures are gathered, up to which day. */
import { cutoffOf } from "../../../core/calendar/period.ts";
import { MACHINE } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";
import { getNotice } from "../../adapters/table/notices.ts";
import { unitsFilingIn } from "../units/units.ts";
import { changeNotice } from "./change.ts";

export async function resumeGathering(noticeId: string): Promise<{ noticeId: string; unitIds: string[] }> {
  const notice = await getNotice(noticeId);
  if (!notice) throw new Error(`no notice ${noticeId}`);
  const cutoff = cutoffOf(notice.period, clock.today()) ?? notice.cutoff;
  const resumed = await changeNotice(
    noticeId,
    async () => ({ command: { type: "Resume", cutoff } }),
    MACHINE,
  );
  if (!resumed.ok) throw new Error(resumed.refusal.code);
  return {
    noticeId,
    unitIds: (await unitsFilingIn(notice.jurisdiction, notice.period)).map((unit) => unit.id),
  };
}

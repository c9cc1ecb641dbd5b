/** Sets the gathering of a quarter's notice off: by a person's word, or by the clock once a quarter is over. */
import { randomBytes } from "node:crypto";
import { cutoffOf, periodBefore, periodOf } from "../../../core/calendar/period.ts";
import { noticeKind } from "../../../core/notices/kind.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { type Actor, MACHINE } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";
import { getNotice } from "../../adapters/table/notices.ts";
import { offices } from "../../adapters/table/offices.ts";
import { deliver, message } from "../../adapters/table/outbox.ts";
import { unitsFilingIn } from "../units/units.ts";
import { changeNotice } from "./change.ts";

/**
 * The id of the jurisdiction's notice of that period. One notice a jurisdiction and period: asked for twice, also at
 * once, it is the same one. Refuses a period that has not begun and one whose notice is issued.
 */
export async function startNotice(
  jurisdiction: string,
  period: string,
  by: Actor,
): Promise<Result<{ readonly id: string }>> {
  const cutoff = cutoffOf(period, clock.today());
  if (!cutoff) return refuse("conflict", "period_not_begun", "这个季度还没有开始，暂不能起草通报。");
  const id = `${noticeKind.prefix}_${jurisdiction}_${period}`;
  const known = await getNotice(id);
  if (known?.state === "issued" || known?.state === "published")
    return refuse("conflict", "already_issued", `本季度通报已签发（${known.number}），不能重复起草。`);
  const code = randomBytes(12).toString("base64url").replaceAll(/[-_]/g, "0");
  const started = await changeNotice(
    id,
    async () => ({ command: { type: "Start", jurisdiction, period, cutoff, code } }),
    by,
    ({ events }) =>
      events.length > 0
        ? [message(id, { do: "start", flow: "notice", execution: id, input: { noticeId: id } })]
        : [],
  );
  if (!started.ok) return started;
  await deliver(id);
  return accept({ id });
}

/**
 * Drafts last quarter's notice of every office that has units, so that it waits for its leader. One that somebody has
 * asked for already is the same one; one that is issued stays as it is.
 */
export async function startNotices(): Promise<{ started: string[] }> {
  const period = periodBefore(periodOf(clock.today()));
  const started: string[] = [];
  for (const { jurisdiction } of await offices()) {
    if ((await unitsFilingIn(jurisdiction, period)).length === 0) continue;
    const notice = await startNotice(jurisdiction, period, MACHINE);
    if (notice.ok) started.push(notice.value.id);
  }
  return { started };
}

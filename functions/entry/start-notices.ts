/**
 * Runs on the tenth day after a quarter has ended: drafts the notice of every office that has units, so that it waits
 * for its leader. One that somebody has asked for already is the same one; one that is issued stays as it is.
 */
import { periodBefore, periodOf } from "../../core/calendar/period.ts";
import { clock } from "../adapters/clock.ts";
import { offices, unitsOf } from "../adapters/table/offices.ts";
import { startNotice } from "../app/notices/start.ts";

export async function handler(): Promise<{ started: string[] }> {
  const period = periodBefore(periodOf(clock.today()));
  const started: string[] = [];
  for (const { jurisdiction } of await offices()) {
    if ((await unitsOf(jurisdiction)).length === 0) continue;
    const notice = await startNotice(jurisdiction, period, "machine");
    if (notice.ok) started.push(notice.value.id);
  }
  return { started };
}

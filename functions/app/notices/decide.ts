/** The leader issues a notice, which gives it its number, or returns it. */
import type { NoticeRecord } from "../../../core/notices/issuance.ts";
import { noticeNumber } from "../../../core/notices/number.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import { clock } from "../../adapters/clock.ts";
import { nextNumber } from "../../adapters/table/counters.ts";
import { deliver, message } from "../../adapters/table/outbox.ts";
import { changeNotice } from "./change.ts";
import { contentOf } from "./look.ts";

export async function decideOnNotice(
  notice: NoticeRecord,
  { decision, note }: { readonly decision: "issue" | "return"; readonly note?: string },
  actor: Actor,
): Promise<Result<{ ok: true }>> {
  const { id, jurisdiction } = notice;
  const composed = await contentOf(notice);
  if (decision === "issue" && composed && composed.faults.length > 0)
    return refuse("conflict", "figures_do_not_add_up", "通报中有合计不符的数字，不能签发。请退回重新汇总。");
  const year = Number(clock.today().slice(0, 4));
  const decided = await changeNotice(
    id,
    async () => {
      if (decision === "return") return { command: { type: "Return", note: note ?? "" } };
      const { value, write } = await nextNumber(jurisdiction, `notice-${year}`);
      return { command: { type: "Issue", number: noticeNumber(year, value) }, writes: [write] };
    },
    actor,
    ({ events }) =>
      events.length > 0 ? [message(id, { do: "answer", kind: "issuance", output: { decision } })] : [],
  );
  if (!decided.ok) return decided;
  await deliver(id);
  return accept({ ok: true });
}

/** A notice changes. */
import type { IssuanceCommand, IssuanceEvent, NoticeRecord } from "../../../core/notices/issuance.ts";
import type { Result } from "../../../core/outcome.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import { type Asked, changeSubject } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import type { Write } from "../../adapters/table/transaction.ts";
import { tellOwed } from "../messages/owed.ts";

export interface NoticeChanged {
  readonly notice: NoticeRecord;
  readonly events: readonly IssuanceEvent[];
}

/** `ask` is asked anew each time the change is tried, as the number of an issuance must be. */
export async function changeNotice(
  id: string,
  ask: () => Promise<Asked<IssuanceCommand>>,
  actor: Actor,
  together: (changed: NoticeChanged) => readonly Write[] = () => [],
): Promise<Result<NoticeChanged>> {
  const changed = await changeSubject(subjects, "notice", id, ask, actor, {
    together: ({ state, events }) => together({ notice: state, events }),
  });
  if (!changed.ok) return changed;
  const { state: notice, events, told } = changed.value;
  await tellOwed(told);
  return { ok: true, value: { notice, events } };
}

/** Every change of an office's organisation: decided on what stands, written with its entry in the register, or not at all. */
import { type Register, type RegisterEvent, registerId } from "../../../core/organisation/register.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { changeSubject } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import type { Write } from "../../adapters/table/transaction.ts";

const importing = refuse(
  "conflict",
  "import_under_way",
  "有一次导入正在写入，请稍候几秒再试；如一直如此，请打开“导入”页，系统会接着完成。",
);

export interface Recorded<T> {
  readonly value: T;
  /** None: it is so already, nothing is written. */
  readonly events: readonly RegisterEvent[];
  readonly writes: readonly Write[];
}

/**
 * @param decide reads what it needs itself: it is asked again when somebody else was faster
 * @param ofImport the import that the change is a part of; any other waits until an import has ended
 */
export async function record<T>(
  jurisdiction: string,
  by: string,
  decide: (register: Register | undefined) => Promise<Result<Recorded<T>>>,
  ofImport?: string,
): Promise<Result<T>> {
  let value: T | undefined;
  let isUnchanged = false;
  const changed = await changeSubject(
    subjects,
    "register",
    registerId(jurisdiction),
    async () => {
      const register = (await subjects.register.read(registerId(jurisdiction)))?.state;
      if (register?.importing !== undefined && register.importing !== ofImport) return { command: importing };
      const decided = await decide(register);
      if (!decided.ok) return { command: decided };
      const { events, writes } = decided.value;
      value = decided.value.value;
      isUnchanged = events.length === 0;
      return { command: accept(events), writes };
    },
    { id: by },
  );
  // Of an office of which nothing is recorded yet, nothing may be all there is to record.
  if ((changed.ok || isUnchanged) && value !== undefined) return accept(value);
  return changed.ok ? refuse("unavailable", "busy", "操作没有完成，请稍候再试。") : changed;
}

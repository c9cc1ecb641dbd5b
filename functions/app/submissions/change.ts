/** A submission changes. */
import type { Result } from "../../../core/outcome.ts";
import type { Actor } from "../../../core/subject/kind.ts";
import type { Command } from "../../../core/submissions/command.ts";
import type { SubmissionEvent } from "../../../core/submissions/event.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { changeSubject } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import type { Known } from "../../adapters/table/submissions.ts";
import type { Write } from "../../adapters/table/transaction.ts";
import { tellOwed } from "../messages/owed.ts";

export interface Changed {
  readonly submission: Submission;
  readonly events: readonly SubmissionEvent[];
}

/** As `changeSubject`; `together` is told what is about to become true. */
export async function changeSubmission(
  id: string,
  command: Command,
  actor: Actor,
  together: (
    changed: Changed,
  ) => Promise<readonly Write[] | undefined> | readonly Write[] | undefined = () => [],
  known?: Known | "absent",
): Promise<Result<Changed>> {
  const changed = await changeSubject(subjects, "submission", id, () => ({ command }), actor, {
    together: ({ state, events }) => together({ submission: state, events }),
    known,
  });
  if (!changed.ok) return changed;
  const { state: submission, events, told } = changed.value;
  await tellOwed(told);
  return { ok: true, value: { submission, events } };
}

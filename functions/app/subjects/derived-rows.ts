/** A subject's tasks and terms as they are kept, made what its state says: what older code has not written, or has left. */
import type { SubjectState } from "../../../core/subject/kind.ts";
import { type AnySubjectTable, ladderOf } from "../../adapters/table/subject.ts";
import { dropTask, poolOf, tasksOfSubject, writeTask } from "../../adapters/table/tasks.ts";
import { dropTerm, termsOfSubject, writeTerm } from "../../adapters/table/terms.ts";
import { commit, type Write } from "../../adapters/table/transaction.ts";

/**
 * How many rows were mended. Written with the state they follow from, under the version that was read: a change beside it
 * writes its own, and the next look finds what is still wrong.
 */
export async function mendDerivedRows(table: AnySubjectTable, id: string): Promise<number> {
  const stored = await table.read(id);
  if (!stored) return 0;
  const { state, headHash } = stored;
  const mending = await derivedRowWrites(table, state);
  if (mending.length === 0) return 0;
  const held = await commit([table.write(state, headHash, state.version), ...mending]);
  return held ? mending.length : 0;
}

async function derivedRowWrites({ kind }: AnySubjectTable, state: SubjectState): Promise<Write[]> {
  const { id: subject, jurisdiction } = state;
  const owner = { subject, kind: kind.name, jurisdiction };
  const [tasks, terms] = await Promise.all([tasksOfSubject(subject), termsOfSubject(subject)]);
  const wantedTasks = kind.tasksOf(state);
  const wantedTerms = kind.dueOf(state);
  const missingTerms = wantedTerms.filter(
    ({ about, due }) => !terms.some((one) => one.about === about && one.due === due),
  );
  const ladder = missingTerms.length > 0 ? await ladderOf(jurisdiction) : [];
  return [
    ...tasks
      .filter(({ about }) => !wantedTasks.some((one) => one.about === about))
      .map(({ about }) => dropTask(subject, about)),
    ...wantedTasks
      .filter(({ about, to }) => !tasks.some((one) => one.about === about && one.pool === poolOf(to)))
      .map((task) => writeTask(owner, task)),
    ...terms
      .filter(({ about }) => !wantedTerms.some((one) => one.about === about))
      .map(({ about }) => dropTerm(subject, about)),
    ...missingTerms.map((term) => writeTerm(owner, term, ladder)),
  ];
}

/** A subject's tasks and terms as they are kept, made what its state says: what older code has not written, or has left. */
import type { SubjectState, Task, Term } from "../../../core/subject/kind.ts";
import { DEFAULT_LADDER } from "../../../core/subject/ladder.ts";
import type { AnySubjectTable } from "../../adapters/table/subject.ts";
import { dropTask, poolOf, tasksOfSubject, writeTask } from "../../adapters/table/tasks.ts";
import { dropTerm, termsOfSubject, writeTerm } from "../../adapters/table/terms.ts";
import { commit, type Write } from "../../adapters/table/transaction.ts";

/** The writes that bring tasks and terms in line; none where they are. */
export async function derivedRowWrites({ kind }: AnySubjectTable, state: SubjectState): Promise<Write[]> {
  const { id: subject, jurisdiction } = state;
  const owner = { subject, kind: kind.name, jurisdiction };
  const [tasks, terms] = await Promise.all([tasksOfSubject(subject), termsOfSubject(subject)]);
  const [wantedTasks, wantedTerms]: [readonly Task[], readonly Term[]] = [
    kind.tasksOf(state),
    kind.dueOf(state),
  ];
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
    ...wantedTerms
      .filter(({ about, due }) => !terms.some((one) => one.about === about && one.due === due))
      .map((term) => writeTerm(owner, term, DEFAULT_LADDER)),
  ];
}

/** How many rows were mended. A change beside it writes its own; the next look finds what is still wrong. */
export async function mendDerivedRows(table: AnySubjectTable, state: SubjectState): Promise<number> {
  const writes = await derivedRowWrites(table, state);
  return writes.length > 0 && (await commit(writes)) ? writes.length : 0;
}

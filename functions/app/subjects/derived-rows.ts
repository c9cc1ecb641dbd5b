/** A subject's tasks and terms as they are kept, made what its state says: what older code has not written, or has left. */
import type { SubjectState } from "../../../core/subject/kind.ts";
import { openTasks } from "../../../core/subject/open-task.ts";
import { type AnySubjectTable, ladderOf } from "../../adapters/table/subject.ts";
import {
  dropTaskRow,
  type KeptTask,
  taskRowOf,
  tasksOfSubject,
  writeTaskRow,
} from "../../adapters/table/tasks.ts";
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
  const wantedTasks = openTasks(kind, state).map((task) => taskRowOf(owner, task));
  const wantedTerms = kind.dueOf(state);
  const keptAs = (row: KeptTask) => tasks.find(({ about }) => about === row.about);
  const missingTerms = wantedTerms.filter(
    ({ about, due }) => !terms.some((one) => one.about === about && one.due === due),
  );
  const ladder = missingTerms.length > 0 ? await ladderOf(jurisdiction) : [];
  return [
    ...tasks.filter(({ about }) => !wantedTasks.some((one) => one.about === about)).flatMap(dropTaskRow),
    ...wantedTasks
      .filter((row) => inOrder(row) !== inOrder(keptAs(row)))
      .flatMap((row) => writeTaskRow(row, keptAs(row))),
    ...terms
      .filter(({ about }) => !wantedTerms.some((one) => one.about === about))
      .map(({ about }) => dropTerm(subject, about)),
    ...missingTerms.map((term) => writeTerm(owner, term, ladder)),
  ];
}

/** The order of columns says nothing. */
const inOrder = (row: KeptTask | undefined): string =>
  JSON.stringify(Object.entries(row ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Tells people of every term that is nearly due or overdue; done twice, it is done once. */
import { clock } from "../../adapters/clock.ts";
import { type SubjectTables, tellTerm } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { dueTerms } from "../../adapters/table/terms.ts";

export async function tellDueTerms(tables: SubjectTables = subjects): Promise<{ told: number }> {
  let told = 0;
  const strange = new Set<string>();
  for (const term of await dueTerms(clock.today())) {
    const table = tables[term.kind];
    if (!table) strange.add(term.kind);
    else if (await tellTerm(table, term)) told++;
  }
  // Newer code has been here: whatever this code knows has been told of, the rest must not pass unseen.
  if (strange.size > 0) throw new Error(`no kind of subject ${[...strange].join(", ")}`);
  return { told };
}

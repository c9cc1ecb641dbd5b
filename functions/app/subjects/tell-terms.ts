/**
 * Tells people of every term that is nearly due or overdue; done twice, it is done once. A term or a subject that cannot be
 * read holds up none of the others; the run fails by it at its end.
 */
import { clock } from "../../adapters/clock.ts";
import { type SubjectTables, tellTerm } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { dueTerms } from "../../adapters/table/terms.ts";
import { tell } from "../messages/tell.ts";
import { Passed } from "./passed.ts";

export async function tellDueTerms(tables: SubjectTables = subjects): Promise<{ told: number }> {
  let told = 0;
  const strange = new Set<string>();
  const passed = new Passed();
  const { sound, unreadable } = await dueTerms(clock.today());
  passed.by(...unreadable);
  for (const term of sound) {
    const table = tables[term.kind];
    if (!table) strange.add(term.kind);
    else
      await passed.unless(async () => {
        const owed = await tellTerm(table, term);
        if (!owed) return;
        told++;
        await tell(owed, tables);
      });
  }
  passed.fail();
  // Newer code has been here: whatever this code knows has been told of, the rest must not pass unseen.
  if (strange.size > 0) throw new Error(`no kind of subject ${[...strange].join(", ")}`);
  return { told };
}

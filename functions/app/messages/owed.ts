/** Telling, loaded with the first thing there is to tell: most of what functions do is news to nobody. */
import type { Told } from "../../adapters/table/outbox.ts";
import type { SubjectTables } from "../../adapters/table/subject.ts";

/** Nothing owed, nothing done. */
export async function tellOwed(owed: Told | undefined, tables?: SubjectTables): Promise<void> {
  if (!owed) return;
  const { tell } = await import("./tell.ts");
  await tell(owed, tables);
}

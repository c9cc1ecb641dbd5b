/** In which order test files run: a long one that begins last leaves the other cores without work. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Rooms whose files take longest; a fresh clone has no times of an earlier run to go by. */
const LONG = ["hostile", "recovery", "browser", "one-decision", "reading", "security"];

/** What takes longest begins first; the rest by the times of the run before, as vitest orders them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a.moduleId) - rank(b.moduleId));
  }
}

function rank(path: string): number {
  const at = LONG.findIndex((room) => path.includes(`/test/${room}/`));
  return at === -1 ? LONG.length : at;
}

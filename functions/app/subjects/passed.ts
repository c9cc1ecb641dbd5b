/** What cannot be read, met on a way through many: passed by, so that the others get their turn, and failed by at the end. */

import { UnreadableRow } from "../../../core/subject/stored.ts";
import { log } from "../../adapters/log.ts";

export class Passed {
  readonly #rows: UnreadableRow[] = [];

  by(...unreadable: readonly UnreadableRow[]): void {
    for (const { fault, key, message } of unreadable)
      log.error({ code: `row_${fault}`, message, subject: key });
    this.#rows.push(...unreadable);
  }

  /** Does it, unless something in it cannot be read. */
  async unless(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UnreadableRow)) throw error;
      this.by(error);
    }
  }

  /** @throws UnreadableRow the first of those that are to be failed by */
  fail(wanted: (key: string) => boolean = () => true): void {
    const first = this.#rows.find(({ key }) => wanted(key));
    if (first) throw first;
  }
}

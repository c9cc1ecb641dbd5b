/** Good minutes of any unit, one after the other, none like another: a series counts on from where the last one ended. */
import { afterDays } from "../../core/calendar/workday.ts";
import { type BenchPaper, paper } from "../papers.ts";
import { randomFrom } from "../simulation/draw.ts";

/** Sessions lie this many days back at most, so that every paper is one of the time in hand. */
const DAYS = 60;

export class PaperMill {
  readonly #today: string;
  #made = 0;

  constructor(today: string) {
    this.#today = today;
  }

  async of(unit: number): Promise<BenchPaper> {
    const number = ++this.#made;
    const made = await paper(unit, afterDays(this.#today, -1 - (number % DAYS)), randomFrom(number));
    return { ...made, fileName: `${number} ${made.fileName}` };
  }

  async series(unit: number, count: number): Promise<BenchPaper[]> {
    const papers: BenchPaper[] = [];
    while (papers.length < count) papers.push(await this.of(unit));
    return papers;
  }
}

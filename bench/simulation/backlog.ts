/** Things that wait in the order they came, counted by the minute of their coming. */

interface Cohort {
  readonly since: number;
  count: number;
}

export class Backlog {
  readonly #cohorts: Cohort[] = [];
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param minute of the month; never before that of an earlier call */
  add(minute: number, count: number): void {
    if (count <= 0) return;
    this.#cohorts.push({ since: minute, count });
    this.#size += count;
  }

  /** Takes the oldest, at most `most`; answers how many. `waited` hears how long each cohort has waited. */
  take(minute: number, most: number, waited: (minutes: number, count: number) => void = () => {}): number {
    let taken = 0;
    for (let oldest = this.#cohorts[this.#head]; oldest && taken < most; oldest = this.#cohorts[this.#head]) {
      const count = Math.min(oldest.count, most - taken);
      waited(minute - oldest.since, count);
      oldest.count -= count;
      taken += count;
      if (oldest.count === 0) this.#head++;
    }
    this.#size -= taken;
    return taken;
  }

  /** Minutes that the oldest has waited; 0 when nobody waits. */
  age(minute: number): number {
    const oldest = this.#cohorts[this.#head];
    return oldest ? minute - oldest.since : 0;
  }
}

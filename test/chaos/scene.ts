/** An invented office at work in a running service: what a fault finds, and what it may do to it. */
import { cpSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { waitUntil } from "../../client/wait-until.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import { openCloud } from "../../local/cloud.ts";
import { shifted } from "../clock.ts";
import { type Chance, chance } from "../hostile/damage.ts";
import { foundUnit, hire, type TestUnit, TODAY } from "../office.ts";
import { childrenOf } from "../process.ts";
import type { Held } from "../recovery/held.ts";
import { MortalStack } from "../recovery/mortal-stack.ts";
import { type Ledger, newLedger, People } from "../recovery/people.ts";
import { CALM, type Conditions } from "./conditions.ts";
import type { Question } from "./question.ts";

export const PROGRAM = fileURLToPath(new URL("./service.child.ts", import.meta.url));
const JURISDICTION = "office";
const UNITS = ["青槐县水务局", "青槐县农业农村局", "青槐县漱石镇"];
const WAIT_MS = 60_000;
/** The rounds of an hour and a quarter: what waits for people is looked at in one of them, and so is what nobody was told of. */
const ROUNDS = 16;
const ROUND_MS = 5 * 60_000;
/** How long the machine may take by itself before the sweeper is waited for. */
const BY_ITSELF_MS = 15_000;
const AFTER_ROUND_MS = 10_000;

export interface Fixture {
  readonly folder: string;
  readonly units: readonly TestUnit[];
  readonly shift: number;
}

/** Founds the office once, in a folder that every fault gets a copy of. */
export async function found(folder: string): Promise<Fixture> {
  const shift = Date.parse(TODAY) - Date.now();
  const cloud = await openCloud({ folder, host: "127.0.0.1", port: 0, clock: shifted(shift) });
  await putOffice({
    jurisdiction: JURISDICTION,
    name: "青槐县",
    issuer: "中共青槐县委宣传部",
    mark: "青宣通",
  });
  const units: TestUnit[] = [];
  for (const [index, name] of UNITS.entries()) units.push(await foundUnit(JURISDICTION, name, index + 1));
  await hire(JURISDICTION, "reviewer", ["reviewer"]);
  await hire(JURISDICTION, "administrator", ["administrator"]);
  await cloud.close();
  return { folder, units, shift };
}

export class Scene {
  readonly folder: string;
  readonly units: readonly TestUnit[];
  readonly shift: number;
  readonly ledger: Ledger = newLedger();
  readonly stack: MortalStack;
  readonly people: People;
  readonly draw: Chance;
  #work: Promise<unknown> = Promise.resolve();

  constructor(fixture: Fixture, folder: string, seed: number) {
    cpSync(fixture.folder, folder, { recursive: true });
    this.folder = folder;
    this.units = fixture.units;
    this.shift = fixture.shift;
    this.stack = new MortalStack(folder, fixture.shift, PROGRAM);
    this.people = new People(this.stack, this.ledger);
    this.draw = chance(seed);
  }

  /** The service rises and people begin to work. */
  async begin(): Promise<void> {
    await this.stack.rise();
    this.#work = Promise.all([
      ...this.units.map((unit, index) => this.people.file(unit, "甲乙丙"[index] ?? "")),
      this.people.review("reviewer"),
    ]);
    this.#work.catch(() => undefined);
    await this.work(4);
  }

  /** A unit by its place. */
  unit(index: number): TestUnit {
    const unit = this.units[index % this.units.length];
    if (!unit) throw new Error("no units");
    return unit;
  }

  get acknowledged(): number {
    return this.ledger.filed.length + this.ledger.decided.size;
  }

  /** Until so much more has been acknowledged; a fault of the people themselves ends it at once. */
  async work(more: number): Promise<void> {
    const enough = this.acknowledged + more;
    const until = waitUntil(
      `${more} acknowledgements`,
      async () => (this.acknowledged >= enough ? true : undefined),
      WAIT_MS,
    );
    await Promise.race([until, this.#work.then(() => until)]);
  }

  pause(milliseconds: number): Promise<void> {
    return pause(milliseconds);
  }

  /** A moment below so many milliseconds, the same for the same seed. */
  moment(below: number): Promise<void> {
    return pause(this.draw(below));
  }

  /** Processes that read for the service. */
  readers(): number[] {
    return this.stack.pid === undefined ? [] : childrenOf(this.stack.pid);
  }

  set(conditions: Partial<Conditions>): Promise<unknown> {
    return this.#ask({ ask: "set", conditions });
  }

  sweep(): Promise<unknown> {
    return this.#ask({ ask: "sweep" });
  }

  /** Ends so many workflows that run, as an operator may; answers how many there were. */
  async stopWorkflows(most: number): Promise<number> {
    return Number(await this.#ask({ ask: "stop", most }));
  }

  /** Everybody finishes what is under way and goes home. Rejects with the fault of whoever could not. */
  async finish(): Promise<void> {
    this.people.stop();
    await Promise.race([
      this.#work,
      pause(WAIT_MS, undefined, { ref: false }).then(() => Promise.reject(new Error("work did not end"))),
    ]);
  }

  /**
   * Lets everything come to rest, then an hour pass with the rounds of the sweeper. Answers how many rounds it took,
   * undefined if it never came to rest.
   */
  async settle(): Promise<number | undefined> {
    await this.set(CALM);
    let rested: number | undefined = (await this.#comesToRest(BY_ITSELF_MS)) ? 0 : undefined;
    for (let round = 1; round <= ROUNDS; round++) {
      await this.set({ leap: round * ROUND_MS });
      await this.sweep();
      if (rested === undefined && (await this.#comesToRest(AFTER_ROUND_MS))) rested = round;
    }
    return rested;
  }

  held(): Promise<Held> {
    return this.#ask({ ask: "held", ...this.#whose }) as Promise<Held>;
  }

  get #whose() {
    return { jurisdiction: JURISDICTION, unitIds: this.units.map(({ id }) => id) };
  }

  async #comesToRest(milliseconds: number): Promise<boolean> {
    const settled = async () =>
      (await this.#ask({ ask: "settled", ...this.#whose })) === true ? true : undefined;
    return waitUntil("rest", settled, milliseconds).catch(() => false);
  }

  #ask(question: Question): Promise<unknown> {
    return this.stack.ask(question);
  }
}

/**
 * Units that upload and correct, a reviewer who decides, through a service that keeps dying under their hands: what was
 * not acknowledged is done again, what was acknowledged is written down.
 */

import { setTimeout as pause } from "node:timers/promises";
import { ApiClient } from "../../client/api-client.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { Refused } from "../../functions/api/contract/refused.ts";
import { post, signedIn, type TestUnit, type Ticket, ticketFor } from "../office.ts";
import { minutes, minutesWithoutPlace, type Paper } from "../paper.ts";
import type { MortalStack } from "./mortal-stack.ts";

export interface Filed {
  readonly submissionId: string;
  readonly faulty: boolean;
  corrected: boolean;
  /** Keys of the inbox under which its files lie, the correction's last. */
  readonly keys: string[];
}

export interface Ledger {
  /** Uploads that the store has acknowledged. */
  readonly filed: Filed[];
  /** Decisions that the service has acknowledged. */
  readonly decided: Map<string, "approve" | "return" | "reject">;
  /** Calls that found nobody at home. */
  interrupted: number;
}

export const newLedger = (): Ledger => ({ filed: [], decided: new Map(), interrupted: 0 });

const keyOf = ({ fields }: Pick<Ticket, "fields">): string => fields.key ?? "";

/** Whether a call ended because the service was gone, not because it refused. */
export function isGone(error: unknown): boolean {
  if (error instanceof Refused) return error.status === 0 || error.status >= 500;
  return error instanceof TypeError || (error instanceof Error && /refused: 5\d\d/.test(error.message));
}

export class People {
  readonly #stack: MortalStack;
  readonly #ledger: Ledger;
  #over = false;

  constructor(stack: MortalStack, ledger: Ledger) {
    this.#stack = stack;
    this.#ledger = ledger;
  }

  /** What is under way is brought to its end; nothing new is begun. */
  stop(): void {
    this.#over = true;
  }

  /** Does `work` until it is acknowledged or refused. */
  async #persist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        await this.#stack.back();
        return await work();
      } catch (error) {
        if (!isGone(error)) throw error;
        this.#ledger.interrupted++;
        await pause(10);
      }
    }
  }

  /** A unit: one paper after the other, every second one without its place; what has come back it corrects. */
  async file(unit: TestUnit, name: string): Promise<void> {
    const awaited: { filed: Filed; better: Paper }[] = [];
    for (let n = 0; !this.#over; n++) {
      const mark = `${name}${n}`;
      const faulty = n % 2 === 1;
      const filed = await this.send(unit, faulty ? minutesWithoutPlace(mark) : minutes({ mark }), faulty);
      if (faulty) awaited.push({ filed, better: minutes({ mark }) });
      const returned = awaited[0] && (await this.#returnOf(unit, awaited[0].filed.submissionId));
      const corrected = returned && awaited.shift();
      if (corrected) await this.#correct(unit, corrected.filed, corrected.better, returned);
      await pause(100);
    }
  }

  /** Uploads a paper, however often it takes, and writes down that it was acknowledged. */
  async send(unit: TestUnit, paper: Paper, faulty: boolean): Promise<Filed> {
    return this.acknowledge(await this.#upload(unit, paper), faulty);
  }

  /** Leave to upload that has run out, as after a clock was set, is asked for anew. */
  async #upload(unit: TestUnit, paper: Paper, correction?: Parameters<typeof ticketFor>[3]): Promise<Ticket> {
    for (;;) {
      const ticket = await this.#persist(() => ticketFor(this.#stack.url, unit.link, paper, correction));
      const taken = await this.#persist(() => post(ticket, paper)).then(
        () => true,
        (error: Error) => {
          if (!error.message.includes("Policy expired")) throw error;
          return false;
        },
      );
      if (taken) return ticket;
    }
  }

  /** Writes down that the store has taken what was sent with this ticket. */
  acknowledge(ticket: Ticket, faulty = false): Filed {
    const filed = { submissionId: ticket.submissionId, faulty, corrected: false, keys: [keyOf(ticket)] };
    this.#ledger.filed.push(filed);
    return filed;
  }

  async #correct(unit: TestUnit, filed: Filed, paper: Paper, reasons: readonly unknown[]): Promise<void> {
    const { submissionId } = filed;
    const answers = reasons.map((_, reason) => ({ reason, answer: "fixed" as const }));
    const ticket = await this.#upload(unit, paper, { submissionId, answers });
    filed.keys.push(keyOf(ticket));
    filed.corrected = true;
  }

  /** The reasons of a paper that has come back. */
  async #returnOf(unit: TestUnit, id: string) {
    const { submissions } = await this.#persist(() =>
      new ApiClient(this.#stack.url).call(endpoints.linkInfo, { params: { token: unit.link } }),
    );
    const line = submissions.find((one) => one.id === id);
    return line?.state === "returned" ? (line.reasons ?? []) : undefined;
  }

  /** The reviewer: takes what lies in the queue; approves most, returns some, rejects a few. */
  async review(login: string): Promise<void> {
    const reviewer = await this.#persist(() => signedIn(this.#stack.url, login));
    for (let n = 0; !this.#over; ) {
      const { submissions } = await this.#persist(() => reviewer.call(endpoints.queue));
      for (const { id, revision } of submissions.slice(0, 3)) {
        const decision = n % 7 === 3 ? "return" : n % 7 === 5 ? "reject" : "approve";
        const reasons =
          decision === "approve" ? [] : [{ code: "reviewer", message: "请补充", element: "place" }];
        const call = () =>
          reviewer.call(endpoints.decide, { params: { id }, body: { decision, revision, reasons } });
        // Refused: it was decided before, and only the acknowledgement was lost.
        const acknowledged = await this.#persist(call).then(
          () => true,
          () => false,
        );
        if (acknowledged) this.#ledger.decided.set(id, decision);
        n++;
      }
      await pause(60);
    }
  }
}

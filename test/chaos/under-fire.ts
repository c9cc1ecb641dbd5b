/**
 * `npm run chaos -- --scans 200 --stops 30 --kills 30`: the real command reads scans and hostile pictures while it is ended
 * by Ctrl-C and started again, and the children that read for it are killed, at drawn moments.
 */
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { offices } from "../../functions/adapters/table/offices.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { openCloud } from "../../local/cloud.ts";
import { type Chance, chance } from "../hostile/damage.ts";
import { post, ticketFor } from "../office.ts";
import { type Held, heldBy } from "../recovery/held.ts";
import { isGone, type Ledger, newLedger } from "../recovery/people.ts";
import { foundUnitIn, Served } from "../recovery/served.ts";
import { type FirePaper, firePaper } from "./fire-papers.ts";
import { judge } from "./judgement.ts";
import type { Line } from "./table.ts";

export interface Fire {
  readonly scans: number;
  readonly stops: number;
  readonly kills: number;
  readonly seed: number;
  readonly folder: string;
}

/** So many papers are under way at a time at most. */
const UNDER_WAY = 12;
const WAIT_MS = 1_800_000;
const LOOK_MS = 500;

class Range {
  readonly #fire: Fire;
  readonly #draw: Chance;
  readonly #port: number;
  readonly ledger: Ledger = newLedger();
  readonly papers = new Map<string, FirePaper>();
  #service: Served;
  #token = "";
  #unitId = "";
  /** Ends that were not asked for, or not clean. */
  readonly aborts: string[] = [];
  #done = 0;
  /** What kept papers from being sent. */
  #fault: unknown;

  constructor(fire: Fire, port: number) {
    this.#fire = fire;
    this.#port = port;
    this.#draw = chance(fire.seed);
    this.#service = new Served(fire.folder, port);
  }

  async run(): Promise<void> {
    const { scans } = this.#fire;
    ({ token: this.#token, unitId: this.#unitId } = await foundUnitIn(this.#service));
    const sending = this.#send().catch((error: unknown) => {
      this.#fault = error;
    });
    const events = this.#events();
    for (const [index, event] of events.entries()) {
      await this.#until(Math.floor(((index + 0.5) * scans) / (events.length + 1)));
      await pause(this.#draw(3000));
      await (event === "stop" ? this.#stop() : this.#kill());
      console.log(
        `  ${event} ${index + 1}/${events.length}: ${this.ledger.filed.length} sent, ${this.#done} of ${scans} done`,
      );
    }
    await sending;
    await this.#until(scans);
    await this.#stop(false);
  }

  /** Everything the folder holds, once the service has ended. */
  async held(): Promise<Held> {
    const cloud = await openCloud({ folder: this.#fire.folder, host: "127.0.0.1", port: 0 });
    try {
      await cloud.idle();
      const [office] = await offices();
      return await heldBy(office?.jurisdiction ?? "", [this.#unitId]);
    } finally {
      await cloud.close();
    }
  }

  kill(): void {
    this.#service.signalGroup("SIGKILL");
  }

  #events(): ("stop" | "kill")[] {
    const { stops, kills } = this.#fire;
    const events = [...Array<"stop">(stops).fill("stop"), ...Array<"kill">(kills).fill("kill")];
    for (let last = events.length - 1; last > 0; last--) {
      const other = this.#draw(last + 1);
      [events[last], events[other]] = [events[other] ?? "kill", events[last] ?? "kill"];
    }
    return events;
  }

  async #send(): Promise<void> {
    const draw = chance(this.#fire.seed + 1);
    for (let n = 0; n < this.#fire.scans; n++) {
      const paper = await firePaper(n, draw);
      await waitUntil(
        "room for another",
        async () => (this.ledger.filed.length - this.#done < UNDER_WAY ? true : undefined),
        WAIT_MS,
      );
      const ticket = await this.#persist(async (url) => ticketFor(url, this.#token, paper.paper));
      await this.#persist(() => post(ticket, paper.paper));
      const { submissionId, fields } = ticket;
      this.papers.set(submissionId, paper);
      this.ledger.filed.push({ submissionId, faulty: false, corrected: false, keys: [fields.key ?? ""] });
    }
  }

  /** Until the service, in this life or a later one, has said yes. */
  async #persist<T>(work: (url: string) => Promise<T>): Promise<T> {
    const ask = () =>
      work(`http://127.0.0.1:${this.#port}`).then(
        (value) => ({ value }),
        (error: unknown) => {
          if (!isGone(error)) throw error;
          this.ledger.interrupted++;
          return undefined;
        },
      );
    return (await waitUntil("an answer", ask, WAIT_MS)).value;
  }

  async #until(done: number): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    while (this.#done < done) {
      if (this.#fault) throw this.#fault;
      if (!this.#service.alive) {
        this.aborts.push(`it ended by itself: ${await this.#service.ended}`);
        await this.#start();
      }
      if (performance.now() > deadline) throw new Error(`${this.#done} done, and no more`);
      const { submissions } = await this.#persist((url) =>
        new ApiClient(url).call(endpoints.linkInfo, { params: { token: this.#token } }),
      );
      this.#done = submissions.filter(({ turn }) => turn !== "machine").length;
      if (this.#done < done) await pause(LOOK_MS);
    }
  }

  async #kill(): Promise<void> {
    const children = await waitUntil("a reading child", async () => {
      const all = this.#service.children();
      return all.length > 0 ? all : undefined;
    });
    const pid = this.#service.recogniser() ?? children[this.#draw(children.length)];
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  }

  async #stop(again = true): Promise<void> {
    this.#service.signalGroup("SIGINT");
    const how = await this.#service.ended;
    if (how !== 0)
      this.aborts.push(`Ctrl-C ended it with ${how}: ${this.#service.said.slice(-5).join(" | ")}`);
    if (again) await this.#start();
  }

  async #start(): Promise<void> {
    this.#service = new Served(this.#fire.folder, this.#port);
    await this.#service.ready;
  }
}

export async function underFire(fire: Fire): Promise<Line> {
  const began = performance.now();
  const range = new Range(fire, await freePort());
  try {
    await range.run();
    const held = await range.held();
    const { acknowledged, lost, doubled, stuck, broken } = judge(range.ledger, held);
    const { wrong, ends } = endsOf(range.papers, held);
    for (const one of [range.aborts, lost, doubled, stuck, wrong, broken].flat()) console.log(`  ✗ ${one}`);
    const counts = [lost.length, doubled.length, stuck.length, wrong.length, broken.length] as const;
    return {
      name: "reading-under-fire",
      acknowledged,
      counts,
      seconds: (performance.now() - began) / 1000,
      seen: `${fire.stops} Ctrl-C, ${fire.kills} kills, ${range.aborts.length} aborts, ${range.ledger.interrupted} calls cut off; ${ends}`,
      well: range.aborts.length === 0 && counts.every((count) => count === 0) && acknowledged === fire.scans,
    };
  } finally {
    range.kill();
  }
}

/** How the papers ended; wrong is what its content does not lead to. Nobody can know of a paper that no child survived. */
function endsOf(papers: ReadonlyMap<string, FirePaper>, held: Held): { wrong: string[]; ends: string } {
  const wrong: string[] = [];
  const counted = new Map<string, number>();
  for (const [id, { paper, ends }] of papers) {
    const one = held.submissions.find(({ submission }) => submission.id === id)?.submission;
    const examination = one?.revisions.at(-1)?.examination;
    const end = examination?.outcome === "text" ? "text" : (examination?.refusal ?? "nothing");
    counted.set(end, (counted.get(end) ?? 0) + 1);
    const right = ends === "any" ? end !== "nothing" : ends.includes(end);
    if (!right) wrong.push(`${paper.fileName} ended as ${end}, not ${ends}`);
  }
  return { wrong, ends: [...counted].map(([end, count]) => `${count} ${end}`).join(", ") };
}

/** The same in every life, so that senders find the service again. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

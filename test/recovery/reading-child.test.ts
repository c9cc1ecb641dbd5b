/**
 * What reads and recognises dies under the service, at moments that are drawn: the service lives on, and every paper
 * ends as if nothing had been. The seed is printed; QIYOU_SEED=… draws the same moments again, QIYOU_DEATHS=30 more of them.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { waitUntil } from "../../client/wait-until.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { SCANNED, scanned } from "../fixtures/scanned.ts";
import { chance } from "../hostile/damage.ts";
import { upload } from "../office.ts";
import { isAlive } from "../process.ts";
import { foundUnitIn, Served } from "./served.ts";

const WAIT_MS = 120_000;
const DEATHS = Number(process.env.QIYOU_DEATHS ?? 2);
/** More than deaths, so that some are left in peace. */
const SCANS = Math.ceil((DEATHS * 4) / 3);
/** By hand, by the system for want of memory, by native code that gave up. */
const WAYS = ["SIGKILL", "SIGABRT", "SIGKILL", "SIGSEGV"] as const;

const fax = { fileName: "传真.tif", documentType: "study_scheme", bytes: scanned("fax.tif") };

const services: Served[] = [];
const folders: string[] = [];
afterAll(() => {
  for (const service of services) service.signalGroup("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function serve(folder: string): Served {
  const service = new Served(folder);
  services.push(service);
  return service;
}

/** A service with one unit and its upload link. */
async function founded() {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-child-"));
  folders.push(folder);
  const service = serve(folder);
  return { folder, service, ...(await foundUnitIn(service)) };
}

const lineOf = (url: string, token: string, id: string) =>
  new ApiClient(url).call(endpoints.linkSubmission, { params: { token, id } }).catch(() => undefined);

/** The recogniser, at work on a page of this paper. */
const atWork = (service: Served, url: string, token: string, id: string) =>
  waitUntil(
    "识别",
    async () => {
      const line = await lineOf(url, token, id);
      if (line && line.turn !== "machine") throw new Error("it was over too soon");
      return (line?.recognising?.page ?? 0) > 0 ? service.recogniser() : undefined;
    },
    WAIT_MS,
  );

const untilGone = (pids: number[]) =>
  waitUntil("后事", async () => (pids.some(isAlive) ? undefined : true), WAIT_MS);

/** The paper once the machine is done with it; only a text that was examined has elements. */
const examined = (url: string, token: string, id: string) =>
  waitUntil(
    "形式审查",
    async () => {
      const line = await lineOf(url, token, id);
      return line && line.turn !== "machine" ? line : undefined;
    },
    WAIT_MS,
  );

async function expectRead(url: string, token: string, id: string): Promise<void> {
  const { elements, fileName, state, reasons } = await examined(url, token, id);
  expect(elements.length, `${fileName} ${state} ${JSON.stringify(reasons)}`).toBeGreaterThan(0);
}

test.each([
  ["Ctrl-C", "SIGINT"],
  ["a stop of the system", "SIGTERM"],
] as const)(
  "%s while a scan is recognised ends cleanly, and the next start finishes the scan",
  async (_, signal) => {
    const { folder, service, url, token } = await founded();
    const id = await upload(url, token, fax);
    await atWork(service, url, token, id);
    const children = service.children();
    service.signalGroup(signal);
    expect(await service.ended).toBe(0);
    const said = service.said.join("\n");
    expect(said).toContain("已停止");
    expect(said).not.toMatch(/terminate called|Napi|Error/);
    expect(children.length).toBeGreaterThan(1);
    // They were killed as the service left, and the system may take a moment.
    await untilGone(children);

    const again = serve(folder);
    const { url: back } = await again.ready;
    await expectRead(back, token, id);
    again.signalGroup("SIGINT");
    expect(await again.ended).toBe(0);
  },
  300_000,
);

describe("a service whose reading children die", () => {
  test.each(["SIGKILL", "SIGABRT", "SIGSEGV"] as const)(
    "lives on after %s, and the scan is read",
    async (signal) => {
      const { service, url, token } = await founded();
      const id = await upload(url, token, fax);
      process.kill(await atWork(service, url, token, id), signal);
      await expectRead(url, token, id);
      expect(service.alive).toBe(true);
      service.signalGroup("SIGINT");
      expect(await service.ended).toBe(0);
    },
    300_000,
  );

  test(`reads all of ${SCANS} scans and pictures over ${DEATHS} deaths at drawn moments, and one long sleep`, async () => {
    const seed = Number(process.env.QIYOU_SEED ?? Date.now() % 1_000_000);
    const random = chance(seed);
    const { service, url, token } = await founded();
    const ids: string[] = [];
    for (let n = 0; n < SCANS; n++) {
      const name = SCANNED[n % SCANNED.length] ?? "";
      const paper = { fileName: `${n}-${name}`, documentType: "study_scheme", bytes: scanned(name) };
      ids.push(await upload(url, token, paper));
    }
    const recogniser = () => waitUntil("识别", async () => service.recogniser(), WAIT_MS);
    const done = async () => {
      const lines = await Promise.all(ids.map((id) => lineOf(url, token, id)));
      return lines.filter((line) => line && line.turn !== "machine").length;
    };
    const died: string[] = [];
    while (died.length < DEATHS) {
      const signal = WAYS[died.length % WAYS.length] ?? "SIGKILL";
      const pid = await recogniser();
      await pause(random(3000));
      // It may have been replaced meanwhile.
      if (!isAlive(pid)) continue;
      process.kill(pid, signal);
      died.push(signal);
      await untilGone([pid]);
      // Never so many over one paper that it had to seem the paper's own doing.
      await waitUntil("进展", async () => ((await done()) >= died.length / 2 ? true : undefined), WAIT_MS);
    }
    const asleep = await recogniser();
    process.kill(asleep, "SIGSTOP");
    await pause(3000);
    process.kill(asleep, "SIGCONT");
    for (const id of ids) await expectRead(url, token, id);
    expect(service.alive).toBe(true);
    console.log(`seed ${seed}: ${SCANS} papers, ${died.join(", ")}`);
    service.signalGroup("SIGINT");
    expect(await service.ended).toBe(0);
  }, 3_600_000);
});

test("a service that is killed leaves nobody behind", async () => {
  const { service, url, token } = await founded();
  const id = await upload(url, token, fax);
  await atWork(service, url, token, id);
  const children = service.children();
  service.kill();
  expect(await service.ended).toBe("SIGKILL");
  await untilGone(children);
}, 300_000);

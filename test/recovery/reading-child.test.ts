/**
 * What reads and recognises dies under the service, at moments that are drawn: the service lives on, and every paper
 * ends as if nothing had been. The seed is printed; QIYOU_SEED=… draws the same moments again.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { ApiClient } from "../../demo/api-client.ts";
import { waitUntil } from "../../demo/wait-until.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { chance } from "../hostile/damage.ts";
import { upload } from "../office.ts";
import { isAlive } from "../process.ts";
import { Served } from "./served.ts";

const PATIENCE = 120_000;
const SCANS = 8;
/** By hand, by the system for want of memory, by native code that gave up. */
const DEATHS = ["SIGKILL", "SIGABRT", "SIGKILL", "SIGKILL", "SIGSEGV", "SIGKILL"] as const;

const scan = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/scans/${name}`, import.meta.url)));
const fax = { fileName: "传真.tif", documentType: "study_scheme", bytes: scan("fax.tif") };

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
  const { url, accounts } = await service.ready;
  const [account] = accounts;
  if (!account) throw new Error("no administrator");
  const administrator = new ApiClient(url);
  await administrator.signIn(account.login, account.password);
  const { id } = await administrator.call(endpoints.createUnit, {
    body: { name: "青槐县水务局", shortName: "县水务局", roster: ["周启明"] },
  });
  const link = await administrator.call(endpoints.createLink, {
    params: { id },
    body: { period: "2026-Q3" },
  });
  return { folder, service, url, token: link.url.split("/").at(-1) ?? "" };
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
    PATIENCE,
  );

const untilGone = (pids: number[]) =>
  waitUntil("后事", async () => (pids.some(isAlive) ? undefined : true), PATIENCE);

/** The paper once the machine is done with it; only a text that was examined has elements. */
const examined = (url: string, token: string, id: string) =>
  waitUntil(
    "形式审查",
    async () => {
      const line = await lineOf(url, token, id);
      return line && line.turn !== "machine" ? line : undefined;
    },
    PATIENCE,
  );

async function expectRead(url: string, token: string, id: string): Promise<void> {
  const { elements, fileName, state, reasons } = await examined(url, token, id);
  expect(elements.length, `${fileName} ${state} ${JSON.stringify(reasons)}`).toBeGreaterThan(0);
}

test("Ctrl-C while a scan is recognised ends cleanly, and the next start finishes the scan", async () => {
  const { folder, service, url, token } = await founded();
  const id = await upload(url, token, fax);
  await atWork(service, url, token, id);
  const children = service.children();
  service.signalGroup("SIGINT");
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
}, 300_000);

describe("a service whose reading children die", () => {
  test.each(["SIGKILL", "SIGABRT"] as const)(
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

  test(`reads all of ${SCANS} scans over ${DEATHS.length} deaths at drawn moments, and one long sleep`, async () => {
    const seed = Number(process.env.QIYOU_SEED ?? Date.now() % 1_000_000);
    const random = chance(seed);
    const { service, url, token } = await founded();
    const names = ["sealed.jpg", "record.jpg", "photo.jpg", "grey.jpg"];
    const ids: string[] = [];
    for (let n = 0; n < SCANS; n++) {
      const name = names[n % names.length] ?? "";
      const paper = { fileName: `${n}-${name}`, documentType: "study_scheme", bytes: scan(name) };
      ids.push(await upload(url, token, paper));
    }
    const recogniser = () => waitUntil("识别", async () => service.recogniser(), PATIENCE);
    const died: string[] = [];
    for (const signal of DEATHS) {
      const pid = await recogniser();
      await pause(random(3000));
      process.kill(pid, signal);
      died.push(signal);
      await untilGone([pid]);
    }
    const asleep = await recogniser();
    process.kill(asleep, "SIGSTOP");
    await pause(3000);
    process.kill(asleep, "SIGCONT");
    for (const id of ids) await expectRead(url, token, id);
    expect(service.alive).toBe(true);
    console.log(`seed ${seed}: ${died.join(", ")}`);
    service.signalGroup("SIGINT");
    expect(await service.ended).toBe(0);
  }, 600_000);
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

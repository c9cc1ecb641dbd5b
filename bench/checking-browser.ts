/**
 * `npm run bench:browser`: the same check in a real browser. The built site's own worker reads and examines files of
 * 2,000 characters as the upload page has it do; timed from handing the file over to the answer.
 */
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureSite } from "../cli/site.ts";
import { newVisitor, openBrowser, PHONE } from "../demo/browser/browser.ts";
import { serveSite } from "../local/http-server/site.ts";
import { record } from "./records.ts";

const AIM = 50;
const DOCUMENTS = 200;
const WARM_UP = 20;
const LOOP = 10_000_000;

const SITE = fileURLToPath(new URL("../dist/web", import.meta.url));

interface Measured {
  readonly ready: number;
  readonly first: number;
  readonly times: readonly number[];
  readonly loop: number;
  readonly wrong: number;
}

await ensureSite((step) => console.log(step));
const worker = readdirSync(join(SITE, "assets")).find((name) => /^examine\.worker.*\.js$/.test(name));
if (!worker) throw new Error("the site has no examining worker");
const server = createServer((request, response) => void serveSite(SITE, request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
const { browser, close } = await openBrowser();
try {
  const page = await (await newVisitor(browser, PHONE)).newPage();
  await page.goto(`http://127.0.0.1:${port}/verify/none`);
  const texts = Array.from({ length: WARM_UP + DOCUMENTS }, (_, number) => record(number));
  const measured = await page.evaluate(measure, { worker: `/assets/${worker}`, texts, loop: LOOP });
  report(measured, browser.version(), texts);
} finally {
  await close();
  server.close();
}

/** Runs in the page. */
async function measure(given: {
  readonly worker: string;
  readonly texts: readonly string[];
  readonly loop: number;
}): Promise<Measured> {
  const begun = performance.now();
  const desk = new Worker(given.worker, { type: "module" });
  const answer = (): Promise<MessageEvent> =>
    new Promise((resolve, reject) => {
      desk.addEventListener("message", resolve, { once: true });
      desk.addEventListener("error", () => reject(new Error("the worker did not load")), { once: true });
    });
  await answer();
  const ready = performance.now() - begun;
  const times: number[] = [];
  let wrong = 0;
  for (const text of given.texts) {
    const file = new File([text], "record.txt");
    const from = performance.now();
    const told = answer();
    desk.postMessage({
      file,
      declaredType: "minutes_record",
      today: "2025-01-31",
      roster: [],
      own: { files: {} },
    });
    const { data } = await told;
    times.push(performance.now() - from);
    if (data.precheck?.outcome !== "text" || data.precheck.documentType !== "minutes_record") wrong++;
  }
  const loops = Array.from({ length: 5 }, () => {
    const from = performance.now();
    let state = 1;
    for (let step = 0; step < given.loop; step++) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >= 0 ? performance.now() - from : 0;
  }).sort((a, b) => a - b);
  return { ready, first: times[0] ?? 0, times, loop: loops[2] ?? 0, wrong };
}

function report(
  { ready, first, times, loop, wrong }: Measured,
  version: string,
  texts: readonly string[],
): void {
  const length = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
  const sorted = times.slice(WARM_UP).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const ms = (time: number): string => `${time.toFixed(1)} 毫秒`;
  console.log(
    `${cpus()[0]?.model ?? "?"}，Chromium ${version}，开始时负载 ${loadavg()[0]?.toFixed(1)}\n\n` +
      `浏览器内审查：${DOCUMENTS} 份，每份约 ${length} 字，从交出文件到得到结果（读取、审查、往返）\n` +
      `      p50 ${ms(at(0.5))}，p99 ${ms(at(0.99))}（目标 ${AIM} 毫秒）；第一份 ${ms(first)}，载入规则库 ${ms(ready)}\n` +
      `      定标循环（${LOOP / 1_000_000} 百万步乘加）${ms(loop)}，一份合 ${(at(0.5) / loop).toFixed(2)} 个循环；没有按会议记录审查的 ${wrong} 份`,
  );
}

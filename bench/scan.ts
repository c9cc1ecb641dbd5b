/**
 * `npm run bench:scan`: what a long scan costs the others. Text papers are filed one after the other, without and with a
 * scan of twelve pages being recognised beside them, in turns; each is timed from the ticket to the reviewer's queue.
 */
import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { PDFDocument } from "pdf-lib";
import { periodOf } from "../core/calendar/period.ts";
import { dayOf } from "../core/calendar/workday.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { writeScan } from "../samples/paper-formats/scan.ts";
import { SEALED_BY, sealedScheme } from "../samples/papers/office-blocks.ts";
import { type BenchOffice, openOffice } from "./office.ts";
import { makePapers, unitName } from "./papers.ts";
import { PEOPLE } from "./wording.ts";

const PAGES = 12;
const WARM_UP = 10;
/** Papers a round, and the pause between two: an office's rush hour, not a flood. */
const PAPERS = 30;
const BETWEEN_MS = 250;
const LOOK_MS = 20;
const WAIT_MS = 300_000;

type Upload = { readonly fileName: string; readonly type: string; readonly bytes: Uint8Array };

async function send(
  { sender }: BenchOffice,
  token: string,
  { fileName, type, bytes }: Upload,
): Promise<string> {
  const { submissionId, url, fields } = await sender.call(endpoints.ticket, {
    params: { token },
    body: { fileName, size: bytes.length, documentType: type },
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new File([Buffer.from(bytes)], fileName));
  const { ok, status } = await fetch(url, { method: "POST", body: form });
  if (!ok) throw new Error(`the store answered ${status}`);
  return submissionId;
}

async function lineOf({ sender }: BenchOffice, token: string, id: string) {
  return sender.call(endpoints.linkSubmission, { params: { token, id } }).catch(() => undefined);
}

/** Milliseconds from the ticket until the machine has spoken. */
async function examined(office: BenchOffice, token: string, paper: Upload): Promise<number> {
  const began = performance.now();
  const id = await send(office, token, paper);
  for (;;) {
    const line = await lineOf(office, token, id);
    if (line && line.turn !== "machine") return performance.now() - began;
    if (performance.now() - began > WAIT_MS) throw new Error(`${paper.fileName} is not examined`);
    await pause(LOOK_MS);
  }
}

interface Scan {
  readonly seconds: number;
  /** The pages that the link's page was told of. */
  readonly told: readonly number[];
  readonly state: string;
}

async function recognised(office: BenchOffice, token: string, bytes: Uint8Array): Promise<Scan> {
  const began = performance.now();
  const id = await send(office, token, { fileName: "十二页扫描件.pdf", type: "study_scheme", bytes });
  const told = new Set<number>();
  for (;;) {
    const line = await lineOf(office, token, id);
    if (line?.recognising) told.add(line.recognising.page);
    if (line && line.turn !== "machine")
      return { seconds: (performance.now() - began) / 1000, told: [...told], state: line.state };
    if (performance.now() - began > WAIT_MS) throw new Error("the scan is not examined");
    await pause(500);
  }
}

async function twelvePages(): Promise<Uint8Array> {
  const page = await PDFDocument.load(await writeScan(sealedScheme, SEALED_BY));
  const whole = await PDFDocument.create();
  const pages = await whole.copyPages(
    page,
    Array.from({ length: PAGES }, () => 0),
  );
  for (const one of pages) whole.addPage(one);
  return whole.save();
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

const today = dayOf(new Date());
const papers = await makePapers(WARM_UP + 4 * 10 * PAPERS, 2, today);
const staff = [0, 1].map((unit) => ({ name: unitName(unit), roster: PEOPLE }));
const office = await openOffice(staff, periodOf(today));
try {
  const [link = "", scanLink = ""] = office.links;
  const scan = await twelvePages();
  let next = 0;
  const file = async (until: (filed: number) => boolean): Promise<number[]> => {
    const times: number[] = [];
    while (!until(times.length)) {
      const paper = papers[next++];
      if (!paper) throw new Error("too few papers for so long a scan");
      times.push(
        await examined(office, link, {
          fileName: paper.fileName,
          type: "minutes_record",
          bytes: paper.bytes,
        }),
      );
      await pause(BETWEEN_MS);
    }
    return times;
  };
  await file((filed) => filed === WARM_UP);
  const alone: number[] = [];
  const meanwhile: number[] = [];
  const scans: Scan[] = [];
  for (let round = 0; round < 2; round++) {
    alone.push(...(await file((filed) => filed === PAPERS)));
    let under = true;
    const reading = recognised(office, scanLink, scan).finally(() => {
      under = false;
    });
    meanwhile.push(...(await file(() => !under)));
    scans.push(await reading);
  }
  const say = (name: string, times: readonly number[]) =>
    console.log(
      `  ${name.padEnd(12)}${String(times.length).padStart(4)} 份  中位数 ${quantile(times, 0.5).toFixed(0)} ms  95% ${quantile(times, 0.95).toFixed(0)} ms`,
    );
  console.log(`文字材料从申请凭证到形式审查完成（开始时负载 ${loadavg()[0]?.toFixed(1)}）：`);
  say("没有扫描件", alone);
  say("同时识别扫描件", meanwhile);
  const ratio = (share: number) => (quantile(meanwhile, share) / quantile(alone, share)).toFixed(2);
  console.log(`  比值：中位数 ${ratio(0.5)}，95% ${ratio(0.95)}（目标：中位数 ≤ 1.5）`);
  for (const { seconds, told, state } of scans)
    console.log(`${PAGES} 页扫描件：${seconds.toFixed(1)} 秒，${state}，页面上看到的进度 ${told.join("、")}`);
} finally {
  await office.close();
}

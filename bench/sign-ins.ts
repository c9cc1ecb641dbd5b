/**
 * `npm run bench:sign-ins`: 150 people sign in at once, all from one address; meanwhile a page is opened and an upload ticket
 * asked for, again and again. How long those take, and how the sign-ins end.
 */
import { availableParallelism, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { periodOf } from "../core/calendar/period.ts";
import { dayOf } from "../core/calendar/workday.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { openOffice } from "./office.ts";

const said = z.object({ code: z.string().optional() });
const PEOPLE = 150;
const AIM_MS = 1000;

const office = await openOffice([{ name: "青槐县水务局", roster: ["江映川"] }], periodOf(dayOf(new Date())));
const [token = ""] = office.links;
try {
  const accounts: { login: string; password: string }[] = [];
  for (let n = 0; n < PEOPLE; n++) {
    const body = { login: `visitor-${n}`, name: "来访", roles: ["visitor" as const] };
    const { password } = await office.administrator.call(endpoints.createPerson, { body });
    accounts.push({ login: body.login, password });
  }
  const page = () => fetch(new URL("/", office.url)).then((response) => response.arrayBuffer());
  const ticket = () =>
    office.sender.call(endpoints.ticket, { params: { token }, body: { fileName: "a.txt", size: 10 } });
  await Promise.all([page(), ticket()]);

  const began = performance.now();
  let over = false;
  const signedIn = Promise.all(
    accounts.map(async (body) => {
      const response = await fetch(new URL("/api/sign-in", office.url), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const { code } = said.parse(await response.json());
      return { outcome: code ?? "ok", after: performance.now() - began };
    }),
  ).finally(() => {
    over = true;
  });
  const [pages, tickets] = await Promise.all([watched(page, () => over), watched(ticket, () => over)]);
  const outcomes = await signedIn;

  console.log(`${availableParallelism()} 核，负载 ${loadavg()[0]?.toFixed(1)}；${PEOPLE} 人同时登录`);
  for (const [outcome, those] of Map.groupBy(outcomes, (one) => one.outcome)) {
    const last = Math.max(...those.map(({ after }) => after));
    console.log(`  ${outcome}：${those.length} 人，最后一个 ${(last / 1000).toFixed(1)} 秒`);
  }
  tell("页面", pages);
  tell("上传凭证", tickets);
} finally {
  await office.close();
}

/** Milliseconds of each call, one after the other until it is over. */
async function watched(call: () => Promise<unknown>, over: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (!over()) {
    const began = performance.now();
    await call();
    took.push(performance.now() - began);
    await pause(50);
  }
  return took;
}

function tell(what: string, took: readonly number[]): void {
  const sorted = took.toSorted((a, b) => a - b);
  const most = sorted.at(-1) ?? 0;
  console.log(
    `  ${what} ${sorted.length} 次：中位数 ${(sorted[sorted.length >> 1] ?? 0).toFixed(0)} ms，最长 ${most.toFixed(0)} ms（目标 ≤ ${AIM_MS}，${most <= AIM_MS ? "达到" : "未达到"}）`,
  );
}

/**
 * `npm run smoke -- --stage X`: does the main job against a service that is deployed, by the demonstration's own steps:
 * upload by link, examination, return and correction, review, close, notice, trails. Exits 0 only if all of it held.
 */
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Listr } from "listr2";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { allPapers } from "../samples/papers/demo-papers.ts";
import { knock, placeOf, Unusable } from "./deployed.ts";
import { fromReview, type RunningSystem, type Scenario, set, step, untilReview } from "./steps.ts";
import { table } from "./verdict.ts";

/** One that passes, one that the machine sends back, one that a reviewer sends back; of every format. */
const PAPERS = new Set([
  "agriculture-record-july",
  "health-record-august",
  "health-record-august-corrected",
  "town-record-september",
  "town-record-september-corrected",
  "town-news-september",
]);

const { values } = parseArgs({
  options: {
    stage: { type: "string" },
    url: { type: "string" },
    login: { type: "string", default: process.env.QIYOU_LOGIN },
    password: { type: "string", default: process.env.QIYOU_PASSWORD },
    out: { type: "string", default: "smoke-output" },
    "into-production": { type: "boolean", default: false },
  },
});

function asked(): RunningSystem {
  try {
    return placeOf({ ...values, intoProduction: values["into-production"] });
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

const place = asked();
const scenario: Scenario = {
  out: resolve(values.out),
  mark: `-${randomBytes(3).toString("hex")}`,
  papers: allPapers.filter(({ id }) => PAPERS.has(id)),
  filed: new Map(),
  place,
  period: "",
  verdicts: [],
};

const began = performance.now();
const connect = step("连接服务", async () => {
  await knock(place);
  return place.url;
});
/** A notice can be issued once a quarter: one is taken that nobody will ever want. */
const choosePeriod = step("选一个没有人用的旧季度", async (running) => {
  const { notices } = await set(running.office).leader.call(endpoints.notices);
  const taken = new Set(notices.filter(({ state }) => state !== "draft").map(({ period }) => period));
  const quarters = Array.from({ length: 80 }, (_, at) => `${2000 + Math.floor(at / 4)}-Q${1 + (at % 4)}`);
  running.period = quarters.find((quarter) => !taken.has(quarter)) ?? "";
  if (!running.period) throw new Error("2000 年至 2019 年各季度都已签发通报，请换一个试用环境。");
  return running.period;
});

try {
  await new Listr([connect, ...untilReview, choosePeriod, ...fromReview], {
    ctx: scenario,
    rendererOptions: { collapseSubtasks: false, timer: undefined },
    fallbackRendererOptions: { timestamp: undefined },
  }).run();
} catch {
  // The progress display has told what went wrong.
  process.exitCode = 1;
}

const { verdicts, mark } = scenario;
const held = verdicts.filter((verdict) => verdict.held).length;
if (verdicts.length > 0) console.log(["", ...table(verdicts), ""].join("\n"));
if (verdicts.length === 0 || held < verdicts.length) process.exitCode = 1;
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(
  process.exitCode
    ? `冒烟测试没有通过，用时 ${seconds} 秒。`
    : `冒烟测试通过：${held} 份材料各得其所，通报已签发，留痕完整，用时 ${seconds} 秒。留下的单位和账号名末尾都有“${mark}”。`,
);

/**
 * `npm run demo`: a quarter of three units in under a minute, with nothing faked. Starts the service in a temporary
 * folder, sends real files through the real upload path, corrects what comes back, reviews, issues the notice, verifies
 * every trail, and exits 0 only if each paper ended where it should.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Listr } from "listr2";
import { allPapers } from "../samples/papers/demo-papers.ts";
import { PERIOD } from "../samples/papers/units.ts";
import { fromReview, judgeFigures, type Scenario, startService, untilReview } from "./steps.ts";
import { table } from "./verdict.ts";

const { values: options } = parseArgs({ options: { out: { type: "string", default: "demo-output" } } });

const began = performance.now();
const folder = await mkdtemp(join(tmpdir(), "qiyou-demo-"));
const scenario: Scenario = {
  out: resolve(options.out),
  mark: "",
  papers: allPapers,
  filed: new Map(),
  period: PERIOD,
  verdicts: [],
};

const progress = new Listr([startService(folder), ...untilReview, ...fromReview, judgeFigures], {
  ctx: scenario,
  rendererOptions: { collapseSubtasks: false, timer: undefined },
  fallbackRendererOptions: { timestamp: undefined },
});

try {
  await progress.run();
} catch {
  // The progress display has told what went wrong.
  process.exitCode = 1;
  for (const line of scenario.stack?.printed.slice(-40) ?? []) console.error(`  | ${line}`);
} finally {
  await scenario.stack?.stop();
  await rm(folder, { recursive: true, force: true });
}

const { verdicts } = scenario;
const held = verdicts.filter((verdict) => verdict.held).length;
console.log(["", ...table(verdicts), ""].join("\n"));
console.log(
  `${verdicts.length} 项中 ${held} 项符合预期，用时 ${((performance.now() - began) / 1000).toFixed(1)} 秒。`,
);
if (process.exitCode === undefined) console.log(`学习通报和留痕已存入 ${scenario.out}`);
if (verdicts.length === 0 || held < verdicts.length) process.exitCode = 1;

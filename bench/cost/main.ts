/**
 * `npm run cost`: 100 papers through the whole one-machine cloud, a quarter's notice, the sweeper and the review desk; what
 * they used, counted on the wire and at the functions; and the bill for 1,000 papers and for a city's year.
 */
import { parseArgs } from "node:util";
import { periodOf } from "../../core/calendar/period.ts";
import { dayOf } from "../../core/calendar/workday.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { unitName } from "../papers.ts";
import { PEOPLE } from "../wording.ts";
import { coldStarts } from "./cold-start.ts";
import { type MeasuredOffice, openOffice } from "./office.ts";
import { makeCostPapers } from "./papers.ts";
import { type Group, report } from "./report.ts";
import { file, issueNotice, leave } from "./scenario.ts";
import { minus, type Tally, times } from "./tally.ts";

const { values } = parseArgs({ options: { papers: { type: "string", default: "100" } } });
const count = Number(values.papers);
if (!Number.isInteger(count) || count < 1) {
  console.error(`--papers 要写一个正整数，例如 --papers 100；“${values.papers}”不行。`);
  process.exit(2);
}

const UNITS = 20;
/** Filed before anything is counted: programs are loaded and warm. */
const WARM_UP = 5;
/** Left open while sweeper and queue are measured. */
const OPEN = 20;
const REPEATS = 5;
/** The sweeper looks at what has waited for long in one of its runs of an hour. */
const SWEEP_EVERY_MS = 5 * 60_000;
const SWEEPS_AN_HOUR = 12;
const LONG_MS = 2 * 3_600_000;

const today = dayOf(new Date());
const period = periodOf(today);
const papers = await makeCostPapers(WARM_UP + count + OPEN, UNITS, today);
const units = Array.from({ length: UNITS }, (_, unit) => ({ name: unitName(unit), roster: PEOPLE }));
const office = await openOffice(units, period);
try {
  for (const [index, paper] of papers.slice(0, WARM_UP).entries()) await file(office, paper, index);
  await office.invoke("Sweep");
  await office.invoke("Remind");
  const look = () => office.reviewer.call(endpoints.queue);
  const idle = {
    sweep: await average(office, () => office.invoke("Sweep")),
    remind: await average(office, () => office.invoke("Remind")),
    deliver: await average(office, () => office.invoke("Deliver")),
    look: await average(office, look),
  };
  const before = await office.measure();
  const groups: Group[] = [];
  let after = before;
  for (const fate of ["accepted", "machine", "reviewer"] as const) {
    const group = papers.slice(WARM_UP, WARM_UP + count).filter((paper) => paper.fate === fate);
    for (const [index, paper] of group.entries()) await file(office, paper, index);
    const earlier = after.tally;
    after = await office.measure();
    if (group.length > 0)
      groups.push({ fate, paper: times(minus(after.tally, earlier), 1 / group.length), count: group.length });
  }
  for (const paper of papers.slice(WARM_UP + count)) await leave(office, paper);
  const round = await used(office, async () => {
    for (let run = 0; run < SWEEPS_AN_HOUR; run++) {
      await office.later(LONG_MS + run * SWEEP_EVERY_MS);
      await office.invoke("Sweep");
    }
  });
  const busy = {
    sweep: times(round, 1 / SWEEPS_AN_HOUR),
    look: await average(office, look),
  };
  const notice = await used(office, () => issueNotice(office, period));
  const perOpen = (with20: Tally, with0: Tally) => times(minus(with20, with0), 1 / OPEN);
  report({
    count,
    units: UNITS,
    averageBytes: papers.reduce((sum, { bytes }) => sum + bytes.length, 0) / papers.length,
    before,
    after,
    groups,
    notice,
    measured: {
      paper: times(minus(after.tally, before.tally), 1 / count),
      noticePerUnit: times(notice, 1 / UNITS),
      sweep: { base: idle.sweep, perOpen: perOpen(busy.sweep, idle.sweep) },
      remind: idle.remind,
      deliver: idle.deliver,
      look: { perUnit: times(idle.look, 1 / UNITS), perOpen: perOpen(busy.look, idle.look) },
    },
    colds: await coldStarts(),
  });
} finally {
  await office.close();
}

async function used(measured: MeasuredOffice, work: () => Promise<unknown>): Promise<Tally> {
  const earlier = await measured.measure();
  await work();
  return minus((await measured.measure()).tally, earlier.tally);
}

async function average(measured: MeasuredOffice, work: () => Promise<unknown>): Promise<Tally> {
  const all = await used(measured, async () => {
    for (let time = 0; time < REPEATS; time++) await work();
  });
  return times(all, 1 / REPEATS);
}

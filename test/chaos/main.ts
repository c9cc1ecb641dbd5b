/**
 * `npm run chaos`: each fault is done to a running service while an invented office works in it; then what was
 * acknowledged is held against what is there (docs/decisions/0035).
 *
 *   --only NAME[,NAME]   these faults        --quick   the short run
 *   --seed N             the same moments    --list    what there is
 *   --scans N --stops N --kills N            instead: reading under fire (under-fire.ts)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { faults } from "./faults.ts";
import { found } from "./scene.ts";
import { type Line, printList, printTable } from "./table.ts";
import { tryFault } from "./trial.ts";
import { underFire } from "./under-fire.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    seed: { type: "string" },
    scans: { type: "string" },
    stops: { type: "string", default: "30" },
    kills: { type: "string", default: "30" },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const names = values.only?.split(",");
const unknown = names?.filter((name) => !faults.some((fault) => fault.name === name)) ?? [];
if (unknown.length > 0) throw new Error(`no fault ${unknown.join(", ")}; --list tells which there are`);
const chosen = faults.filter(({ name, quick }) => (names ? names.includes(name) : !values.quick || quick));

if (values.list) printList(chosen);
else process.exitCode = (await run()) ? 0 : 1;

async function run(): Promise<boolean> {
  const root = mkdtempSync(join(tmpdir(), "qiyou-chaos-"));
  try {
    const lines = values.scans ? [await readUnderFire(root, Number(values.scans))] : await tryAll(root);
    printTable(lines);
    return lines.every(({ well }) => well);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function tryAll(root: string): Promise<Line[]> {
  console.log(`seed ${seed}, ${chosen.length} faults`);
  const fixture = await found(join(root, "office"));
  const lines: Line[] = [];
  for (const [index, fault] of chosen.entries()) {
    console.log(`\n[${index + 1}/${chosen.length}] ${fault.name}: ${fault.hypothesis}`);
    // By its name, so that it draws the same moments alone and in the row.
    const own = seed + faults.indexOf(fault);
    lines.push(await tryFault(fault, fixture, join(root, fault.name), own));
  }
  return lines;
}

function readUnderFire(root: string, scans: number): Promise<Line> {
  const [stops, kills] = [Number(values.stops), Number(values.kills)];
  console.log(`seed ${seed}, ${scans} scans and hostile pictures, ${stops} times Ctrl-C, ${kills} kills`);
  return underFire({ scans, stops, kills, seed, folder: join(root, "served") });
}

/**
 * `npm run bench:bundles`: every function packed as for AWS: how large its zip is, how much code it starts with, and how
 * long loading that takes, in processor time, as a multiple of loading nothing but the SDK.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Packed, pack, packAll } from "../test/infra/bundle/pack.ts";

const ROUNDS = 15;
const SDK_ONLY = { handler: "test/infra/bundle/sdk-only.handler" };

/** Milliseconds of processor time that loading a package's code takes in a fresh process. */
async function loading({ root }: Packed): Promise<number> {
  const bundle = pathToFileURL(join(root, "bundle.mjs")).href;
  const script = `
    const before = process.cpuUsage();
    await import(${JSON.stringify(bundle)});
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);
    process.exit();`;
  const env = { LAMBDA_TASK_ROOT: root, AWS_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true" };
  const options = { env, cwd: root };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", script],
    options,
  );
  return Number(stdout);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const folder = await mkdtemp(join(tmpdir(), "qiyou-packed-"));
try {
  const measure = await pack("SdkOnly", SDK_ONLY, folder);
  const packed = [measure, ...(await packAll(folder))];
  const times = new Map(packed.map(({ name }): [string, number[]] => [name, []]));
  // Taken in turns, so that a busy moment of the machine falls on all alike.
  for (let round = 0; round < ROUNDS; round++)
    for (const one of packed) times.get(one.name)?.push(await loading(one));
  const base = median(times.get(measure.name) ?? []);
  console.log(`${cpus()[0]?.model} · ${ROUNDS} rounds · load ${loadavg()[0]?.toFixed(1)}\n`);
  console.log("function         zip MB  unzipped MB  code at start kB   loading ms  × SDK only");
  for (const { name, zipBytes, unzippedBytes, startBytes } of packed) {
    const time = median(times.get(name) ?? []);
    console.log(
      name.padEnd(15),
      (zipBytes / 1e6).toFixed(2).padStart(7),
      (unzippedBytes / 1e6).toFixed(2).padStart(12),
      (startBytes / 1e3).toFixed(0).padStart(17),
      time.toFixed(0).padStart(12),
      (time / base).toFixed(2).padStart(11),
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

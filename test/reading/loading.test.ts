import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const at = (path: string) => JSON.stringify(new URL(path, root).href);

/** In a process of its own: which native parts it and its children have loaded once all handlers are, then after reading a file of each kind. */
const PROBE = `
  import { readFileSync } from "node:fs";
  import { readFile } from "node:fs/promises";
  const { handlers } = await import(${at("functions/entry/handlers.ts")});
  const { readInWorker, closeRecognition, sharedPool } = await import(${at("functions/reading/read.ts")});
  const children = () => readFileSync("/proc/self/task/" + process.pid + "/children", "utf8").trim().split(" ").filter(Boolean);
  const natives = () => ["self", ...children()].some((pid) => /onnx|skia/.test(readFileSync("/proc/" + pid + "/maps", "utf8")));
  const loaded = {};
  for (const [name, { load }] of Object.entries(handlers)) {
    await load();
    loaded[name] = natives();
  }
  for (const file of ["reading/minutes.doc", "reading/sign-in.xlsx", "scans/fax.tif"]) {
    const bytes = new Uint8Array(await readFile(new URL("test/fixtures/" + file, ${at(".")})));
    loaded[(await readInWorker(bytes)).outcome + " " + file] = natives();
  }
  console.log(JSON.stringify(loaded));
  await Promise.all([closeRecognition(), sharedPool().close()]);
`;

test("the recogniser and its canvas are loaded by a scan and by nothing else", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", PROBE]);
  const loaded = new Map(Object.entries(JSON.parse(stdout)));
  const loading = [...loaded].filter(([, is]) => is === true).map(([name]) => name);
  expect(loading).toEqual(["text scans/fax.tif"]);
  expect(loaded.size).toBeGreaterThan(15);
}, 120_000);

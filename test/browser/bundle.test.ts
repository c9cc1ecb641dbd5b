/** What a person's device loads when the first file is chosen: a budget, because many sit behind slow lines. */
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, it } from "vitest";

/** Kilobytes, gzipped, of all that reads and checks a file of any kind (issue 3, part 5). */
const BUDGET = 1500;

it("the code that reads files stays small, and out of the page until a file is chosen", async () => {
  const built = await build({
    configFile: new URL("../../web/vite.config.ts", import.meta.url).pathname,
    logLevel: "silent",
    build: { write: false },
  });
  if (!("output" in built)) throw new Error("not one build");
  // the worker's chunks come out of a build of their own, as files of this one
  const reading = built.output.filter(({ type, fileName }) => type === "asset" && /\.m?js$/.test(fileName));
  const names = reading.map(({ fileName }) => fileName).join(" ");
  expect(names).toMatch(/examine\.worker.*pdf\.worker|pdf\.worker.*examine\.worker/);
  const bytes = reading.reduce((sum, file) => sum + gzipSync("source" in file ? file.source : "").length, 0);
  expect(bytes / 1024).toBeGreaterThan(300);
  expect(bytes / 1024).toBeLessThan(BUDGET);

  const pages = built.output.filter((file) => file.type === "chunk");
  const readers = pages
    .flatMap(({ moduleIds }) => moduleIds)
    .filter((id) => /core\/reading|pdfjs-dist|saxes/.test(id));
  expect(readers).toEqual([]);
}, 120_000);

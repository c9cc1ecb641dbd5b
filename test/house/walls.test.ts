/**
 * The walls are only as good as their configuration: each is tried by an import that must not be. All are planted in
 * one folder of its own, read by the real configuration in one run, and nothing but them may be refused.
 */
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DEPCRUISE = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");

/** `to`: a file of the house, or a package. */
type Planted = { rule: string; from: string; to: string; types?: boolean };

/** One import each; the file or package it leads to is made too. */
const PLANTED: Planted[] = [
  { rule: "core-is-pure", from: "core/checking/planted.ts", to: "functions/adapters/bucket.ts" },
  { rule: "core-is-pure", from: "core/text/planted.ts", to: "functions/manifest/resources.ts", types: true },
  ...["@aws-sdk/client-s3", "electrodb", "hono"].map((to, at) => ({
    rule: "core-is-pure",
    from: `core/checking/package-${at}.ts`,
    to: `node_modules/${to}/index.js`,
  })),
  { rule: "core-has-no-machine", from: "core/reading/planted.ts", to: "fs" },
  { rule: "core-rulebook-looks-down", from: "core/rulebook/planted.ts", to: "core/checking/judge.ts" },
  {
    rule: "core-calendar-looks-down",
    from: "core/calendar/planted.ts",
    to: "core/text/line.ts",
    types: true,
  },
  { rule: "core-outcome-looks-down", from: "core/outcome.ts", to: "core/notices/figure.ts" },
  { rule: "core-rooms-are-known", from: "core/notices/planted.ts", to: "core/attic/chest.ts" },
  { rule: "rooms-are-known", from: "demo/attic.ts", to: "attic/chest.ts" },
  { rule: "functions-rooms-are-known", from: "functions/app/attic.ts", to: "functions/attic/chest.ts" },
  {
    rule: "stores-stand-behind-adapters",
    from: "functions/api/routes/store.ts",
    to: "node_modules/@aws-sdk/client-dynamodb/index.js",
    types: true,
  },
  {
    rule: "stores-stand-behind-adapters",
    from: "functions/app/store.ts",
    to: "node_modules/electrodb/index.js",
  },
  { rule: "functions-know-no-place", from: "functions/app/planted.ts", to: "local/cloud.ts" },
  { rule: "adapters-look-down", from: "functions/adapters/planted.ts", to: "functions/app/units/use.ts" },
  { rule: "reading-looks-down", from: "functions/reading/planted.ts", to: "functions/app/units/use.ts" },
  {
    rule: "app-looks-down",
    from: "functions/app/units/planted.ts",
    to: "functions/api/guard.ts",
    types: true,
  },
  {
    rule: "entry-and-api-go-through-app",
    from: "functions/entry/planted.ts",
    to: "functions/adapters/table/submissions.ts",
  },
  {
    rule: "entry-and-api-go-through-app",
    from: "functions/api/routes/planted.ts",
    to: "functions/adapters/table/submissions.ts",
  },
  {
    rule: "entry-and-api-go-through-app",
    from: "functions/api/present/planted.ts",
    to: "functions/adapters/bucket.ts",
    types: true,
  },
  { rule: "routes-call-use-cases", from: "functions/api/routes/clock.ts", to: "functions/adapters/clock.ts" },
  { rule: "api-reads-nothing", from: "functions/api/openapi.ts", to: "functions/reading/pool.ts" },
  { rule: "api-is-no-entry", from: "functions/api/planted.ts", to: "functions/entry/handlers.ts" },
  { rule: "manifest-is-data", from: "functions/manifest/planted.ts", to: "core/text/line.ts" },
  { rule: "workflows-stand-alone", from: "workflows/planted.ts", to: "core/text/line.ts" },
  { rule: "workflows-stand-alone", from: "workflows/flow.ts", to: "functions/manifest/resources.ts" },
  { rule: "local-knows-only-the-registry", from: "local/planted.ts", to: "functions/adapters/bucket.ts" },
  { rule: "infra-reads-data", from: "infra/planted.ts", to: "functions/entry/handlers.ts" },
  { rule: "web-speaks-the-contract", from: "web/src/planted.ts", to: "functions/adapters/bucket.ts" },
  { rule: "client-speaks-the-contract", from: "client/planted.ts", to: "functions/adapters/bucket.ts" },
  { rule: "client-speaks-the-contract", from: "client/visit.ts", to: "samples/papers/paper.ts", types: true },
  { rule: "samples-know-no-service", from: "samples/planted.ts", to: "functions/api/contract/endpoint.ts" },
  { rule: "cli-knows-no-demo", from: "cli/planted.ts", to: "demo/office.ts" },
  { rule: "demo-knows-no-cli", from: "demo/return.ts", to: "cli/founding.ts", types: true },
  { rule: "nobody-imports-tests", from: "demo/planted.ts", to: "test/office.ts" },
  { rule: "nobody-imports-a-test-file", from: "test/planted.ts", to: "core/text/line.test.ts" },
];

/** Circles: neither file may know the other, be it only by its types. */
const CIRCLES = [
  { what: "a circle", one: "core/sessions/one.ts", other: "core/sessions/other.ts", types: false },
  { what: "a circle of types only", one: "core/text/one.ts", other: "core/text/other.ts", types: true },
];

/** Imports that the walls let pass, so that a wall of stone everywhere would be found out too. */
const ALLOWED: Omit<Planted, "rule">[] = [
  { from: "core/notices/allowed.ts", to: "core/calendar/day.ts" },
  { from: "core/text/allowed.ts", to: "node_modules/zod/index.js" },
  { from: "functions/adapters/store.ts", to: "node_modules/electrodb/index.js" },
  { from: "functions/api/web.ts", to: "node_modules/hono/index.js" },
  { from: "functions/app/allowed.ts", to: "functions/reading/pool.ts" },
  { from: "functions/adapters/allowed.ts", to: "functions/manifest/resources.ts" },
  { from: "functions/api/allowed.ts", to: "functions/app/units/use.ts" },
  { from: "functions/api/routes/allowed.ts", to: "functions/app/units/use.ts" },
  { from: "functions/api/server.ts", to: "functions/adapters/log.ts" },
  { from: "functions/entry/allowed.ts", to: "functions/app/units/use.ts" },
  { from: "web/src/allowed.ts", to: "functions/api/contract/endpoint.ts" },
  { from: "local/allowed.ts", to: "functions/manifest/registry.ts" },
  { from: "bench/allowed.ts", to: "test/office.ts" },
  { from: "cli/allowed.ts", to: "samples/papers/paper.ts" },
  { from: "demo/allowed.ts", to: "client/api-client.ts" },
];

const report = z.object({
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string(), severity: z.string() }),
      }),
    ),
  }),
});

let folder = "";
let refused: string[] = [];

const told = (rule: string, from: string, to: string) => `${rule}: ${from} → ${to}`;

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function lineTo(from: string, to: string, types = false): string {
  return `import ${types ? "type " : ""}{ thing } from "${specifier(from, to)}";\n`;
}

function specifier(from: string, to: string): string {
  const named = /^node_modules\/(.+)\/index\.js$/.exec(to)?.[1];
  if (named !== undefined || !to.includes("/")) return named ?? `node:${to}`;
  const path = relative(dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}

async function make(to: string): Promise<void> {
  if (!to.includes("/")) return;
  await write(to, to.endsWith(".js") ? "export const thing = 1;\n" : THING);
  if (to.endsWith(".js")) await write(join(dirname(to), "package.json"), '{ "main": "index.js" }\n');
}

const THING = "export type thing = string;\nexport const thing = 1;\n";

function cruise(): Promise<string> {
  const inputs = [DEPCRUISE, "--config", ".dependency-cruiser.cjs", "--output-type", "json", "."];
  // the exit code counts the violations: what was printed is what matters
  return new Promise((resolve, reject) =>
    execFile(process.execPath, inputs, { cwd: folder, maxBuffer: 1 << 26 }, (_, out, error) =>
      out === "" ? reject(new Error(error)) : resolve(out),
    ),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "walls-"));
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json"])
    await copyFile(join(ROOT, name), join(folder, name));
  const imports = [...PLANTED, ...ALLOWED];
  for (const { to } of imports) await make(to);
  for (const { from, to, types } of imports)
    await write(from, `${lineTo(from, to, types)}export type mine = thing;\n`);
  for (const { one, other, types } of CIRCLES)
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      await write(from, `${lineTo(from, to, types)}export type mine = thing;\nexport const thing = 1;\n`);
  const { summary } = report.parse(JSON.parse(await cruise()));
  refused = summary.violations
    .filter(({ rule }) => rule.severity === "error")
    .map(({ rule, from, to }) => told(rule.name, from, to));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(PLANTED)("$rule refuses $from → $to", ({ rule, from, to }) => {
  expect(refused).toContain(told(rule, from, to));
});

test.each(CIRCLES)("$what is refused", ({ one, other }) => {
  const told = refused.filter((line) => line.startsWith("no-circle: "));
  expect(told.filter((line) => line.includes(one) && line.includes(other))).not.toEqual([]);
});

test("nothing else is", () => {
  const planted = [...PLANTED, ...CIRCLES.flatMap(({ one, other }) => [{ from: one }, { from: other }])].map(
    ({ from }) => from,
  );
  expect(refused.filter((line) => !planted.some((from) => line.includes(`: ${from} → `)))).toEqual([]);
});

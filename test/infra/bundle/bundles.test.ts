/**
 * Every function from its own zip: what is in it and what is not, the main job of the product with all of them on the
 * one-machine cloud, and that a part left out shows.
 */

import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiClient } from "../../../client/api-client.ts";
import { waitUntil } from "../../../client/wait-until.ts";
import { show, songPdf } from "../../../core/reading/fixtures/pdfs.ts";
import { draftNotice, issueNotice } from "../../../demo/issuing.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { Refused } from "../../../functions/api/contract/refused.ts";
import { migration } from "../../../functions/app/operations/migrate.ts";
import { type FunctionName, functionNames, functions } from "../../../functions/manifest/registry.ts";
import { readInWorker } from "../../../functions/reading/read.ts";
import { systemClock } from "../../../local/clock.ts";
import { writeDocx } from "../../../samples/paper-formats/docx.ts";
import { correct, type Office, openOffice, untilState, upload } from "../../office.ts";
import { layout, minutes, minutesWithoutPlace, type Paper } from "../../paper.ts";
import { age } from "../../rows/aged.ts";
import { Container } from "./container.ts";
import { type Fleet, openFleet } from "./fleet.ts";
import { isNewer, nativeParts } from "./native.ts";
import { type Packed, packAll } from "./pack.ts";

let folder: string;
/** Of packages from which something was left out. */
let torn: string;
let packed: ReadonlyMap<string, Packed>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-packed-"));
  torn = await mkdtemp(join(tmpdir(), "qiyou-torn-"));
  packed = new Map((await packAll(folder)).map((one) => [one.name, one]));
});
afterAll(async () => {
  await Promise.all(opened.map((container) => container.close()));
  for (const path of [folder, torn]) await rm(path, { recursive: true, force: true });
});

function the(name: string): Packed {
  const found = packed.get(name);
  if (!found) throw new Error(`${name} was not packed`);
  return found;
}

const opened: Container[] = [];
/** The function from a copy of its package without what the pattern names. */
async function without(name: FunctionName, left: RegExp, handler = "bundle.handler"): Promise<Container> {
  const root = join(torn, String(opened.length));
  await cp(the(name).root, root, { recursive: true, filter: (path) => !left.test(path) });
  const container = new Container({ name, root, handler, timeoutSeconds: 30, memoryMegabytes: 1024 });
  opened.push(container);
  return container;
}

describe("a zip", () => {
  /** 250 MB, layers included. */
  const LAMBDA_LIMIT = 250 * 1024 * 1024;
  /** Bytes of minified code read when a container starts. The room left is less than a library taken in by accident. */
  const START_LIMITS: Partial<Record<FunctionName, number>> = {
    Api: 1_120_000,
    Examine: 850_000,
    Sweep: 815_000,
    DraftNotice: 1_330_000,
    PublishNotice: 1_300_000,
  };

  test.each(functionNames)("of %s fits into Lambda and starts with little", (name) => {
    const { unzippedBytes, startBytes } = the(name);
    expect(unzippedBytes).toBeLessThan(LAMBDA_LIMIT);
    expect(startBytes).toBeLessThan(START_LIMITS[name] ?? 800_000);
  });

  test.each([
    ["typesetting", /typst-ts-node-compiler|pdf-lib|adapters\/typesetter/, ["DraftNotice", "PublishNotice"]],
    // A table of units and people is read as any other workbook.
    ["the readers", /core\/reading\/(pdf|docx|sheet)\/|pdfjs-dist|saxes/, ["Examine", "Api"]],
    ["recognition", /paddleocr|reading\/ocr|utif/, ["Examine"]],
    // Rules are tried by their samples before they come into force.
    ["checking", /core\/checking\/(classify|examine|page)\.ts/, ["Examine", "Api"]],
    ["the API's server", /node_modules\/hono/, ["Api"]],
  ])("carries %s only where it is needed", (_, pattern, allowed) => {
    const carriers = functionNames.filter((name) => the(name).modules.some((module) => pattern.test(module)));
    expect(carriers).toEqual(allowed);
  });

  test("leaves for later what a call may never need", () => {
    const late =
      /node_modules\/(yaml|mammoth|sanitize-html|pdfjs-dist|@aws-sdk\/client-s3|@zip\.js)\/|core\/checking\/(classify|examine|page)\.ts/;
    const early = functionNames.filter((name) => the(name).startModules.some((module) => late.test(module)));
    expect(early).toEqual([]);
  });

  test("holds native parts for Lambda's system and no other", async () => {
    const parts = await Promise.all(
      functionNames.map(async (name) => ({ name, found: await nativeParts(the(name).root) })),
    );
    const carrying = parts.filter(({ found }) => found.length > 0).map(({ name }) => name);
    expect(carrying).toEqual(["Examine", "DraftNotice", "PublishNotice"]);
    const all = parts.flatMap(({ found }) => found);
    expect(all.filter(({ fits }) => !fits)).toEqual([]);
    // Amazon Linux 2023: glibc 2.34, libstdc++ of gcc 11.
    const system: Readonly<Record<string, string>> = { GLIBC: "2.34", GLIBCXX: "3.4.29" };
    for (const { path, asks } of all)
      for (const [library, version] of Object.entries(asks))
        expect(isNewer(version, system[library] ?? "0"), `${path} asks for ${library} ${version}`).toBe(
          false,
        );
    expect(all.map(({ path }) => path.replace(/.*\//, "")).sort()).toEqual([
      "libonnxruntime.so.1",
      "onnxruntime_binding.node",
      "skia.linux-x64-gnu.node",
      "typst-ts-node-compiler.linux-x64-gnu.node",
      "typst-ts-node-compiler.linux-x64-gnu.node",
    ]);
  });
});

describe("on the one-machine cloud, every function from its zip", () => {
  let fleet: Fleet;
  let office: Office;
  let before: ReadonlyMap<string, string>;

  /** A scan is recognised in seconds, on a busy machine in more. */
  const SLOWEST_MS = 90_000;

  /** Every file of every package with its size and time. */
  const state = async (): Promise<Map<string, string>> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return new Map(
      await Promise.all(
        files.map(async (file): Promise<[string, string]> => {
          const { size, mtimeMs } = await stat(file);
          return [file, `${size} ${mtimeMs}`];
        }),
      ),
    );
  };

  beforeAll(async () => {
    before = await state();
    fleet = openFleet([...packed.values()]);
    // Time in a container is the machine's own.
    office = await openOffice(systemClock, fleet.handlers);
  });
  afterAll(async () => {
    await office?.close();
    await fleet?.close();
  });

  const approve = async (id: string, revision: number) => {
    await untilState(office.reviewer, id, "in_review");
    await office.reviewer.call(endpoints.decide, { params: { id }, body: { decision: "approve", revision } });
    await untilState(office.reviewer, id, "closed");
  };
  /** Sends a paper and answers what was read of it. */
  const read = async (paper: Paper) => {
    const id = await upload(office.url, office.farm.link, paper);
    const examined = () =>
      office.reviewer.call(endpoints.examined, { params: { id, revision: 1 } }).catch((error: Error) => {
        if (error instanceof Refused && error.code === "not_found") return undefined;
        throw error;
      });
    const { text } = await waitUntil(`what ${paper.fileName} says`, examined, SLOWEST_MS);
    return { id, text };
  };

  test("a paper is examined, reviewed, closed; the notice is drafted, issued and published", async () => {
    const { url, water, reviewer, leader } = office;
    const { types } = await new ApiClient(url).call(endpoints.linkInfo, { params: { token: water.link } });
    expect(types).toContainEqual({ id: "minutes_record", name: expect.stringContaining("记录") });
    const good = await upload(url, water.link, minutes({ mark: "一" }));
    const faulty = await upload(url, water.link, minutesWithoutPlace("二"));
    await correct(url, water.link, minutes({ mark: "二" }), await untilState(reviewer, faulty, "returned"));
    await approve(good, 1);
    await approve(faulty, 2);

    const draft = await draftNotice(leader);
    const published = await issueNotice(leader, draft.id);
    expect(published.number).toMatch(/^〔\d{4}〕1号$/);
    const pdf = await leader.download(endpoints.noticePdf, { params: { id: draft.id } });
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(published.sha256);
    const reading = await readInWorker(pdf);
    expect(reading.outcome === "text" && reading.text.replaceAll(/\s/g, "")).toContain("青槐县水务局");
  });

  test("a .docx is read and can be looked at, a .pdf is read without its font", async () => {
    const heading = { documentType: "minutes_record" };
    const docx = { ...heading, fileName: "学习记录.docx", bytes: await writeDocx(layout({ mark: "三" })) };
    const { id, text } = await read(docx);
    expect(text).toContain("青槐县水务局");
    const preview = await office.reviewer.download(endpoints.preview, { params: { id, revision: 1 } });
    expect(new TextDecoder().decode(preview)).toContain("青槐县水务局");
    const bytes = songPdf(show("青石县林业局学习记录", 100, 700));
    expect((await read({ ...heading, fileName: "学习记录.pdf", bytes })).text).toContain("青石县林业局");
  });

  test("a scan is recognised", async () => {
    const bytes = await readFile(new URL("../../fixtures/scans/record.jpg", import.meta.url));
    const { text } = await read({ fileName: "扫描件.jpg", documentType: "minutes_record", bytes });
    expect(text).toContain("青石县林业局");
  });

  test("a migration finds every row and result as the present code writes it, and rewrites an older one", async () => {
    const links = await age("link");
    expect(await office.cloud.invoke("Migrate", { apply: true })).toMatchObject({
      counts: { 上传链接: { found: links, old: links, rewritten: links } },
    });
    const { counts, faults } = migration.parse(await office.cloud.invoke("Migrate", {}));
    expect(faults).toEqual([]);
    expect(counts.审查结果?.found).toBeGreaterThan(0);
    expect(counts.通报内容?.found).toBeGreaterThan(0);
    expect(Object.values(counts).filter(({ old }) => old > 0)).toEqual([]);
  });

  test.each(functionNames)("%s can be loaded", async (name) => {
    // Without an event most say what they miss; a package that cannot be loaded does not come so far.
    const fault = await office.cloud.invoke(name, {}).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(fault).not.toMatch(/^(Runtime|Sandbox)\./);
  });

  test("the upload page says so when the rules were left out", async () => {
    const path = endpoints.linkInfo.path.replace("{token}", office.water.link);
    const http = { method: "GET", path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "" };
    const event = {
      version: "2.0",
      rawPath: path,
      rawQueryString: "",
      headers: {},
      requestContext: { http },
    };
    const whole = await without("Api", /nothing/);
    const lawless = await without("Api", /core\/rulebook\/data/);
    expect(await whole.invoke(event)).toMatchObject({ statusCode: 200 });
    expect(await lawless.invoke(event)).toMatchObject({ statusCode: 500 });
    expect(lawless.printed).toContain("core/rulebook/data");
  });

  test("none has used more memory than it is given", async () => {
    for (const name of functionNames) {
      const used = await fleet.containers.get(name)?.peakMegabytes();
      expect(used, name).toBeGreaterThan(0);
      expect(used, name).toBeLessThan(functions[name].memoryMegabytes);
    }
  });

  test("nothing has been written beside the code", async () => {
    expect(await state()).toEqual(before);
  });
});

describe("what is left out shows", () => {
  test("a handler that is not exported", async () => {
    const container = await without("RecordDeadLetter", /nothing/, "bundle.handle");
    await expect(container.invoke({})).rejects.toMatchObject({ errorType: "Runtime.HandlerNotFound" });
  });

  test("a native part", async () => {
    const container = await without("DraftNotice", /node_modules/);
    await expect(container.invoke({})).rejects.toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: expect.stringContaining("typst-ts-node-compiler"),
    });
  });

  test("a file that code imports when needed", async () => {
    const event = {
      version: "2.0",
      rawPath: "/api/openapi.json",
      headers: {},
      requestContext: { http: { method: "GET" } },
    };
    const whole = await without("Api", /nothing/);
    expect(await whole.invoke(event)).toMatchObject({ statusCode: 200 });
    const partial = await without("Api", /openapi-\w+\.mjs/);
    expect(await partial.invoke(event)).toMatchObject({ statusCode: 500 });
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { makeDocx, makeZip, paragraph } from "../../core/reading/fixtures/packages.ts";
import { WorkerPool } from "../../functions/reading/pool.ts";
import { readInWorker } from "../../functions/reading/read.ts";
import { behaviours } from "./stubborn.ts";

const pools: WorkerPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});
function makePool(size: number, stubborn = true): WorkerPool {
  const workerFile = new URL("./stubborn.ts", import.meta.url);
  const pool = new WorkerPool(
    stubborn ? { size, workerFile, heapMegabytes: 32, memoryMegabytes: 128 } : { size },
  );
  pools.push(pool);
  return pool;
}
const file = (how: keyof typeof behaviours) => ({ bytes: Uint8Array.of(behaviours[how]) });

describe("a pool of threads", () => {
  it("serves others while one thread is held up", async () => {
    const pool = makePool(2);
    const endless = pool.run("read", file("loop"), { deadlineSeconds: 60 });
    const quick = [1, 2, 3].map(() => pool.run("read", file("answer"), { deadlineSeconds: 15 }));
    expect((await Promise.all(quick)).map(({ end }) => end)).toEqual(["done", "done", "done"]);
    await pool.close();
    expect((await endless).end).toBe("unavailable");
  });

  it("goes on with a new thread after each way of dying", async () => {
    const pool = makePool(1);
    const ends: string[] = [];
    for (const how of ["loop", "answer", "hoard", "answer", "leave", "answer", "fail", "answer"] as const) {
      ends.push((await pool.run("read", file(how), { deadlineSeconds: how === "loop" ? 0.3 : 15 })).end);
    }
    expect(ends).toEqual(["timeout", "done", "memory", "done", "crashed", "done", "failed", "done"]);
  });

  it("ends a thread whose buffers grow, which no engine bounds", async () => {
    const pool = makePool(1);
    expect((await pool.run("read", file("swell"), { deadlineSeconds: 15 })).end).toBe("memory");
    expect((await pool.run("read", file("answer"), { deadlineSeconds: 15 })).end).toBe("done");
  });

  it("counts the deadline from the start of the work, not of the waiting", async () => {
    const pool = makePool(1);
    const first = pool.run("read", file("loop"), { deadlineSeconds: 1 });
    const second = pool.run("read", file("answer"), { deadlineSeconds: 0.9 });
    expect([(await first).end, (await second).end]).toEqual(["timeout", "done"]);
  });

  it("gives work that tells of its pages as long for each", async () => {
    const pool = makePool(1);
    const pages: number[] = [];
    const onPage = (page: number) => pages.push(page);
    const patient = { deadlineSeconds: 15, pageSeconds: 15, onPage };
    expect((await pool.run("read", file("page"), { deadlineSeconds: 1 })).end).toBe("timeout");
    expect((await pool.run("read", file("page"), patient)).end).toBe("done");
    expect(pages).toEqual([1, 2, 3, 4]);
    const hasty = { deadlineSeconds: 15, pageSeconds: 0.1 };
    expect((await pool.run("read", file("page"), hasty)).end).toBe("timeout");
  });

  it("settles all work when it closes, without blaming it", async () => {
    const pool = makePool(1);
    const work = [1, 2].map(() => pool.run("read", file("loop"), { deadlineSeconds: 30 }));
    await pool.close();
    work.push(pool.run("read", file("answer"), { deadlineSeconds: 30 }));
    expect((await Promise.all(work)).map(({ end }) => end)).toEqual(Array(3).fill("unavailable"));
  });
});

describe("a pool whose worker cannot start", () => {
  it("says so instead of blaming the file", async () => {
    const pool = new WorkerPool({ size: 1, workerFile: new URL("./none.ts", import.meta.url) });
    pools.push(pool);
    expect((await pool.run("read", file("answer"), { deadlineSeconds: 10 })).end).toBe("unavailable");
    await expect(readInWorker(file("answer").bytes, { pool })).rejects.toThrow("no thread");
  });
});

describe("reading on a thread", () => {
  it("answers with text and leaves the caller its bytes", async () => {
    const bytes = await makeDocx(paragraph("学习记录"));
    const result = await readInWorker(bytes, { pool: makePool(1, false) });
    expect(result).toMatchObject({ outcome: "text", format: "docx", text: "学习记录" });
    expect(bytes.length).toBeGreaterThan(0);
  });

  it("carries refusals over as they are", async () => {
    const bytes = await makeZip({ "../x": "x" });
    expect(await readInWorker(bytes, { pool: makePool(1, false) })).toMatchObject({ reason: "unsafe_path" });
  });

  it("names the end of a thread as a reason", async () => {
    const pool = makePool(1);
    expect(await readInWorker(file("loop").bytes, { pool, deadlineSeconds: 0.3 })).toMatchObject({
      reason: "timeout",
    });
    expect(await readInWorker(file("hoard").bytes, { pool })).toMatchObject({ reason: "bomb" });
    expect(await readInWorker(file("leave").bytes, { pool })).toMatchObject({ reason: "malformed" });
  });
});

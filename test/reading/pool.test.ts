import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeDocx, makeZip, paragraph } from "../../core/reading/fixtures/packages.ts";
import { WorkerPool } from "../../functions/reading/pool.ts";
import { readInWorker } from "../../functions/reading/read.ts";
import { isAlive } from "../process.ts";
import { behaviours } from "./stubborn.ts";

// Children take the processor time they are given, on a busy machine many times as long.
vi.setConfig({ testTimeout: 90_000 });
const pools: WorkerPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});
function makePool(size: number, stubborn = true, memoryMegabytes = 128): WorkerPool {
  const workerFile = new URL("./stubborn.ts", import.meta.url);
  const pool = new WorkerPool(stubborn ? { size, workerFile, heapMegabytes: 32, memoryMegabytes } : { size });
  pools.push(pool);
  return pool;
}
const file =
  (how: keyof typeof behaviours, amount = 0) =>
  () => ({
    bytes: Uint8Array.of(behaviours[how], amount),
  });

describe("a pool of children", () => {
  it("keeps a child for another's work, and fetches what waits only when it is its turn", async () => {
    const pool = makePool(2);
    const fetched: string[] = [];
    const of = (owner: string, how: keyof typeof behaviours, deadlineSeconds: number) => {
      const payload = () => {
        fetched.push(owner);
        return file(how)();
      };
      return pool.run("read", payload, { deadlineSeconds, owner });
    };
    const endless = of("water", "loop", 60);
    const waiting = of("water", "answer", 15);
    expect((await of("farm", "answer", 15)).end).toBe("done");
    expect(fetched).toEqual(["water", "farm"]);
    await pool.close();
    expect([(await endless).end, (await waiting).end]).toEqual(["unavailable", "unavailable"]);
  });

  it("says when a file cannot be fetched, and goes on", async () => {
    const pool = makePool(1);
    const fetch = async () => {
      throw new Error("the store is full");
    };
    expect(await pool.run("read", fetch, { deadlineSeconds: 15 })).toMatchObject({
      end: "failed",
      error: { message: "the store is full" },
    });
    expect((await pool.run("read", file("answer"), { deadlineSeconds: 15 })).end).toBe("done");
  });

  it("serves others while one child is held up", async () => {
    const pool = makePool(2);
    const endless = pool.run("read", file("loop"), { deadlineSeconds: 60 });
    const quick = [1, 2, 3].map(() => pool.run("read", file("answer"), { deadlineSeconds: 15 }));
    expect((await Promise.all(quick)).map(({ end }) => end)).toEqual(["done", "done", "done"]);
    await pool.close();
    expect((await endless).end).toBe("unavailable");
  });

  it("goes on with a new child after each way of dying", async () => {
    const pool = makePool(1);
    const ends: string[] = [];
    for (const how of ["loop", "answer", "hoard", "answer", "leave", "answer", "fail", "answer"] as const) {
      ends.push((await pool.run("read", file(how), { deadlineSeconds: how === "loop" ? 0.3 : 15 })).end);
    }
    expect(ends).toEqual(["timeout", "done", "memory", "done", "crashed", "done", "failed", "done"]);
  });

  it("ends a child whose buffers grow, which no engine bounds", async () => {
    const pool = makePool(1);
    const before = process.memoryUsage.rss();
    expect((await pool.run("read", file("swell"), { deadlineSeconds: 15 })).end).toBe("memory");
    expect((await pool.run("read", file("answer"), { deadlineSeconds: 15 })).end).toBe("done");
    expect((process.memoryUsage.rss() - before) >> 20, "what the parent has grown by").toBeLessThan(64);
  });

  it("holds no file to account for what earlier ones left in the child", async () => {
    const pool = makePool(1);
    const ends: string[] = [];
    for (const megabytes of [30, 80, 80, 30, 80]) {
      ends.push((await pool.run("read", file("keep", megabytes), { deadlineSeconds: 15 })).end);
    }
    expect(ends).toEqual(Array(5).fill("done"));
    expect((await pool.run("read", file("keep", 200), { deadlineSeconds: 15 })).end).toBe("memory");
  });

  it("has the system bound a child too, for times in which nobody looks", async () => {
    const pool = makePool(1);
    const limits: string[] = [];
    const onPage = (pid: number) => limits.push(readFileSync(`/proc/${pid}/limits`, "utf8"));
    const { end } = await pool.run("read", file("balloon", 40), { deadlineSeconds: 60, onPage });
    expect(end).toBe("failed");
    expect(limits[0]).toMatch(/Max core file size +0 /);
    expect(limits[0]).toMatch(/Max cpu time +\d/);
    expect(limits[0]).toMatch(/Max data size +\d/);
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
    const patient = { deadlineSeconds: 0.5, pageSeconds: 0.5, onPage };
    expect((await pool.run("read", file("page"), { deadlineSeconds: 0.5 })).end).toBe("timeout");
    expect((await pool.run("read", file("page"), patient)).end).toBe("done");
    expect(pages).toEqual([1, 2, 3, 4]);
    const hasty = { deadlineSeconds: 15, pageSeconds: 0.05 };
    expect((await pool.run("read", file("page"), hasty)).end).toBe("timeout");
  });

  it.each(["SIGKILL", "SIGABRT", "SIGSEGV"] as const)(
    "does again what a child was at when %s ended it",
    async (signal) => {
      const pool = makePool(1);
      const pids: number[] = [];
      const onPage = (pid: number) => {
        pids.push(pid);
        if (pids.length === 1) process.kill(pid, signal);
      };
      expect((await pool.run("read", file("tell"), { deadlineSeconds: 15, onPage })).end).toBe("done");
      expect(new Set(pids).size).toBe(2);
    },
  );

  it("blames a file for the children that break down over it, not for those that somebody kills", async () => {
    const end = async (signal: NodeJS.Signals) => {
      const onPage = (pid: number) => process.kill(pid, signal);
      return (await makePool(1).run("read", file("tell"), { deadlineSeconds: 15, onPage })).end;
    };
    expect(await end("SIGSEGV")).toBe("crashed");
    expect(await end("SIGKILL")).toBe("unavailable");
  });

  it("hears of a child that dies while the file is fetched for it", async () => {
    // Room enough that the child is kept for the next file.
    const pool = makePool(1, true, 1024);
    let child = 0;
    const onPage = (pid: number) => {
      child = pid;
    };
    expect((await pool.run("read", file("tell"), { deadlineSeconds: 15, onPage })).end).toBe("done");
    const fetch = async () => {
      if (isAlive(child)) process.kill(child, "SIGKILL");
      await vi.waitUntil(() => !isAlive(child), { timeout: 15_000 });
      return file("answer")();
    };
    expect((await pool.run("read", fetch, { deadlineSeconds: 15 })).end).toBe("done");
  });

  it("takes no time from a child that is stopped", async () => {
    const pool = makePool(1);
    const onPage = (pid: number) => {
      process.kill(pid, "SIGSTOP");
      setTimeout(() => process.kill(pid, "SIGCONT"), 2000);
    };
    expect((await pool.run("read", file("tell"), { deadlineSeconds: 1, onPage })).end).toBe("done");
  });

  it("leaves a child that gets no processor for long, and blames the machine", async () => {
    const pool = makePool(1);
    const onPage = (pid: number) => process.kill(pid, "SIGSTOP");
    expect((await pool.run("read", file("tell"), { deadlineSeconds: 0.2, onPage })).end).toBe("unavailable");
    expect((await pool.run("read", file("answer"), { deadlineSeconds: 15 })).end).toBe("done");
  });

  it("settles all work when it closes, without blaming it", async () => {
    const pool = makePool(1);
    const work = [1, 2].map(() => pool.run("read", file("loop"), { deadlineSeconds: 30 }));
    await pool.close();
    work.push(pool.run("read", file("answer"), { deadlineSeconds: 30 }));
    expect((await Promise.all(work)).map(({ end }) => end)).toEqual(Array(3).fill("unavailable"));
  });
});

describe("a pool whose children cannot start", () => {
  it("says so instead of blaming the file", async () => {
    const pool = new WorkerPool({ size: 1, workerFile: new URL("./none.ts", import.meta.url) });
    pools.push(pool);
    expect((await pool.run("read", file("answer"), { deadlineSeconds: 10 })).end).toBe("unavailable");
    await expect(readInWorker(file("answer")().bytes, { pool })).rejects.toThrow("no child");
  });
});

describe("reading in a child", () => {
  it("answers with text and leaves the caller its bytes", async () => {
    const bytes = await makeDocx(paragraph("学习记录"));
    const result = await readInWorker(bytes, { pool: makePool(1, false) });
    expect(result).toMatchObject({ outcome: "text", format: "docx", text: "学习记录" });
    expect(bytes.length).toBeGreaterThan(0);
  });

  it("takes bytes however they were read", async () => {
    const locked = await readFile(new URL("../../test/fixtures/reading/owner-password.pdf", import.meta.url));
    expect(await readInWorker(locked, { pool: makePool(1, false) })).toMatchObject({ outcome: "text" });
  });

  it("carries refusals over as they are", async () => {
    const bytes = await makeZip({ "../x": "x" });
    expect(await readInWorker(bytes, { pool: makePool(1, false) })).toMatchObject({ reason: "unsafe_path" });
  });

  it("names the end of a child as a reason", async () => {
    const pool = makePool(1);
    expect(await readInWorker(file("loop")().bytes, { pool, deadlineSeconds: 0.3 })).toMatchObject({
      reason: "timeout",
    });
    expect(await readInWorker(file("hoard")().bytes, { pool })).toMatchObject({ reason: "bomb" });
    expect(await readInWorker(file("leave")().bytes, { pool })).toMatchObject({ reason: "malformed" });
  });
});

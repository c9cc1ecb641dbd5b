import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-database-"));
  database = openDatabase(join(folder, "test.sqlite"));
  database.exec("CREATE TABLE word(text TEXT PRIMARY KEY)");
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const write = (text: string) => database.query("INSERT INTO word VALUES(?)").run(text);
/** As another process sees it: what is committed. */
const committed = () => {
  const other = new DatabaseSync(join(folder, "test.sqlite"), { readOnly: true });
  const rows = other.prepare("SELECT text FROM word ORDER BY text").all();
  other.close();
  return rows.map(({ text }) => text);
};

test("what is asked for in one turn is committed at once, after all of it has run", async () => {
  const seen: unknown[] = [];
  const work = (text: string) =>
    database.together(() => {
      write(text);
      seen.push(committed());
      return text;
    });
  expect(await Promise.all([work("有计划"), work("有方案")])).toEqual(["有计划", "有方案"]);
  expect(seen).toEqual([[], []]);
  expect(committed()).toEqual(["有方案", "有计划"].sort());
});

test("the one that throws is undone alone, and told why", async () => {
  const good = database.together(() => write("有记录"));
  const bad = database.together(() => {
    write("有考勤");
    throw new Error("no such bucket");
  });
  await expect(bad).rejects.toThrow("no such bucket");
  await good;
  expect(committed()).toEqual(["有记录"]);
});

test("each sees what those before it in the turn have done, and one alone that throws is undone as well", async () => {
  const count = () => Number(database.query("SELECT count(*) AS n FROM word").get()?.n);
  const before = database.together(count, false);
  const written = database.together(() => write("有讨论"));
  const after = database.together(count, false);
  await written;
  expect([await before, await after]).toEqual([0, 1]);
  const alone = database.together(() => {
    write("有计划");
    throw new Error("refused");
  });
  await expect(alone).rejects.toThrow("refused");
  expect(committed()).toEqual(["有讨论"]);
});

test("a turn in which nobody changes anything waits for no writer", async () => {
  const other = new DatabaseSync(join(folder, "test.sqlite"));
  other.exec("BEGIN IMMEDIATE");
  const read = () => database.query("SELECT count(*) AS n FROM word").get()?.n;
  const reads = [database.together(read, false), database.together(read, false)];
  expect(await Promise.all(reads)).toEqual([0, 0]);
  other.close();
});

test("nobody is told of success when the commit fails", async () => {
  database.exec(`
    CREATE TABLE parent(id INTEGER PRIMARY KEY);
    CREATE TABLE child(parent REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
    PRAGMA foreign_keys = ON`);
  const good = database.together(() => write("有研讨"));
  const bad = database.together(() => database.query("INSERT INTO child VALUES(7)").run());
  await expect(bad).rejects.toThrow(/FOREIGN KEY/);
  await expect(good).rejects.toThrow(/FOREIGN KEY/);
  expect(committed()).toEqual([]);
});

test("closing commits what was still waiting", async () => {
  const waiting = database.together(() => write("有笔记"));
  database.close();
  await waiting;
  expect(committed()).toEqual(["有笔记"]);
  database = openDatabase(join(folder, "test.sqlite"));
});

describe("the schema of a file", () => {
  const file = () => join(folder, "steps.sqlite");
  const first = "CREATE TABLE IF NOT EXISTS paper(name TEXT)";
  const second = "ALTER TABLE paper RENAME TO document";
  const names = (opened: Database) =>
    opened
      .query("SELECT name FROM sqlite_master ORDER BY name")
      .all()
      .map(({ name }) => name);

  test("takes the steps it lacks, each once, and keeps what is stored", () => {
    const before = openDatabase(file(), { schema: [first] });
    before.query("INSERT INTO paper VALUES(?)").run("有记录");
    before.close();
    for (const _ of ["the first time", "again"]) {
      const after = openDatabase(file(), { schema: [first, second] });
      expect(after.query("SELECT name FROM document").all()).toEqual([{ name: "有记录" }]);
      after.close();
    }
  });

  test("is left as it was when a step fails", () => {
    openDatabase(file(), { schema: [first] }).close();
    expect(() => openDatabase(file(), { schema: [first, second, "CREATE TABLE document(x)"] })).toThrow(
      /already/,
    );
    const unchanged = openDatabase(file(), { schema: [first] });
    expect(names(unchanged)).toEqual(["paper"]);
    unchanged.close();
  });

  test("of a newer version is refused", () => {
    openDatabase(file(), { schema: [first, second] }).close();
    expect(() => openDatabase(file(), { schema: [first] })).toThrow(
      `数据文件 ${file()} 由更新版本的七有写成，请用新版本的程序打开。`,
    );
  });
});

describe("a full disk", () => {
  const paper = "文".repeat(20_000);
  /** As when nothing is left on the disk: the file may not grow by a page. */
  const fill = () => database.exec("PRAGMA max_page_count = 1");
  const free = () => database.exec("PRAGMA max_page_count = 100000");
  const full = /database or disk is full/;

  test("is what is said of it, though SQLite has ended the transaction by then", () => {
    fill();
    expect(() => database.transaction(() => write(paper))).toThrow(full);
    free();
    database.transaction(() => write("有保障"));
    expect(committed()).toEqual(["有保障"]);
  });

  test("lets nothing of a turn be committed that is told to have failed", async () => {
    fill();
    const all = ["有计划", paper, "有方案"].map((text) => database.together(() => write(text)));
    for (const one of all) await expect(one).rejects.toThrow(full);
    expect(committed()).toEqual([]);
    free();
    await database.together(() => write("有方案"));
    expect(committed()).toEqual(["有方案"]);
  });
});

test("an unsynced change is committed, and the next transaction waits for the disk again", () => {
  database.unsynced(() => write("有报道"));
  expect(committed()).toEqual(["有报道"]);
  expect(database.query("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
});

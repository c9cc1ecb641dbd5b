import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../../database.ts";
import { GroupCommit } from "./group-commit.ts";

let folder: string;
let writer: Database;
let reader: Database;
let commits: GroupCommit;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-commit-"));
  writer = openDatabase(join(folder, "a.sqlite"));
  writer.exec("CREATE TABLE t(n INTEGER PRIMARY KEY)");
  reader = openDatabase(join(folder, "a.sqlite"));
  commits = new GroupCommit(writer);
});

afterEach(() => {
  writer.close();
  reader.close();
  rmSync(folder, { recursive: true });
});

const insert = (n: number) => commits.write(() => writer.query("INSERT INTO t VALUES(?)").run(n));
const count = (database: Database) => database.query("SELECT count(*) AS n FROM t").get()?.n;

test("the writes of one turn are one transaction, durable when durable() resolves", async () => {
  insert(1);
  insert(2);
  expect([count(writer), count(reader)]).toEqual([2, 0]);
  await commits.durable();
  expect(count(reader)).toBe(2);
  insert(3);
  await commits.durable();
  expect(count(reader)).toBe(3);
});

test("an exception undoes the whole turn and everybody who waits for it is told", async () => {
  insert(1);
  const waiting = commits.durable();
  expect(() => insert(1)).toThrow(/UNIQUE/);
  await expect(waiting).rejects.toThrow(/UNIQUE/);
  expect(count(reader)).toBe(0);
  insert(4);
  await commits.durable();
  expect(count(reader)).toBe(1);
});

test("work whose turn was undone by what it set going is not acknowledged", async () => {
  const work = () => {
    insert(1);
    try {
      insert(1);
    } catch {
      return "done";
    }
  };
  await expect(commits.durably(work)).rejects.toThrow(/UNIQUE/);
  await expect(commits.durably(() => insert(1).changes)).resolves.toBe(1);
});

test("nothing written is durable already", async () => {
  await expect(commits.durable()).resolves.toBeUndefined();
});

test("a full disk is named as what it is, and what comes after it is written", async () => {
  writer.exec("CREATE TABLE paper(text); PRAGMA max_page_count = 1");
  const file = (length: number) =>
    commits.write(() => writer.query("INSERT INTO paper VALUES(?)").run("文".repeat(length)));
  insert(1);
  const waiting = commits.durable();
  expect(() => file(20_000)).toThrow(/database or disk is full/);
  await expect(waiting).rejects.toThrow(/database or disk is full/);
  writer.exec("PRAGMA max_page_count = 100000");
  file(20_000);
  await commits.durable();
  expect(count(reader)).toBe(0);
});

import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { spareOf } from "./spare.ts";

let folder: string;
let file: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "qiyou-spare-"));
  file = join(folder, "a.sqlite");
  database = openDatabase(file, { schema: ["CREATE TABLE sign_in(token TEXT)"] });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const signIn = () => database.query("INSERT INTO sign_in VALUES(?)").run("t".repeat(1000));
const sizes = () => [statSync(file).size, statSync(`${file}-wal`).size];
const pages = () => Number(database.query("PRAGMA page_count").get()?.page_count);

test("some thousand changes are written without a byte more of the disk", () => {
  const keep = spareOf(database);
  keep();
  const before = sizes();
  database.exec(`PRAGMA max_page_count = ${pages()}`);
  for (let n = 0; n < 3000; n++) signIn();
  expect(sizes()).toEqual(before);
  expect(database.query("SELECT count(*) AS n FROM sign_in").get()).toEqual({ n: 3000 });
});

test("what was used is made again once the disk has room, and nothing is made twice", () => {
  const keep = spareOf(database);
  keep();
  const first = pages();
  keep();
  expect(pages()).toBe(first);
  for (let n = 0; n < 3000; n++) signIn();
  keep();
  expect(pages()).toBeGreaterThan(first);
  const second = pages();
  keep();
  expect(pages()).toBe(second);
});

test("a disk that is full already stops nothing", () => {
  database.exec(`PRAGMA max_page_count = ${pages()}`);
  const keep = spareOf(database);
  expect(keep).not.toThrow();
  database.exec("PRAGMA max_page_count = 100000");
  keep();
  expect(pages()).toBeGreaterThan(1024);
});

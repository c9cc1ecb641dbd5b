/** `qiyou migrate` on a folder of commit 0d605bf: looked at, migrated, migrated twice, killed on the way, and refused. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { openFolder } from "../../local/folder/folder.ts";
import { FOLDER_FORMAT } from "../../local/folder/format.ts";
import { takeFolder } from "../../local/folder/lock.ts";
import { launched } from "../cli/launched.ts";
import { holdings } from "../fixtures/folders/holdings.ts";
import { unpack } from "../fixtures/folders/unpack.ts";

const old = unpack("0d605bf");
const root = mkdtempSync(join(tmpdir(), "qiyou-migrate-"));
afterAll(() => {
  for (const folder of [old.folder, root]) rmSync(folder, { recursive: true, force: true });
});

let copies = 0;
function copy(): string {
  const folder = join(root, String(++copies));
  cpSync(old.folder, folder, { recursive: true });
  return folder;
}

const command = launched({ registerMigrate: "migrate" });
const migrate = (folder: string, ...options: string[]) => command("migrate", folder, ...options);

type Item = Record<string, Record<string, unknown>>;

/** Every row of the folder as its bytes say, in order. */
function rowsIn(folder: string): string[] {
  const database = new DatabaseSync(join(folder, "dynamodb.sqlite"), { readOnly: true });
  const rows = database
    .prepare("SELECT CAST(value AS TEXT) AS value FROM items ORDER BY partition, sort")
    .all();
  database.close();
  return rows.map(({ value }) => String(value));
}
const itemsIn = (folder: string): Item[] => rowsIn(folder).map((row) => JSON.parse(row));
const ofEntity = (folder: string, name: string) =>
  rowsIn(folder).filter((row) => row.includes(`"__edb_e__":{"S":"${name}"}`));

/** Changes the first row of an entity where it lies, behind everybody's back. */
function spoil(folder: string, entity: string, change: (item: Item) => void): void {
  const database = new DatabaseSync(join(folder, "dynamodb.sqlite"));
  const found = database
    .prepare("SELECT partition, sort, CAST(value AS TEXT) AS value FROM items")
    .all()
    .find(({ value }) => JSON.parse(String(value)).__edb_e__.S === entity);
  const item = JSON.parse(String(found?.value));
  change(item);
  database
    .prepare("UPDATE items SET value = ? WHERE partition = ? AND sort = ?")
    .run(Buffer.from(JSON.stringify(item)), found?.partition ?? null, found?.sort ?? null);
  database.close();
}

const refusalOf = (folder: string): string => {
  try {
    openFolder(folder).release();
    return "was opened";
  } catch (error) {
    return String(error);
  }
};

/** What stands in a line of the table that is printed. */
const figuresOf = (out: string, label: string): number[] =>
  (new RegExp(`^${label}\\s+([\\d\\s]+)$`, "m").exec(out)?.[1] ?? "").trim().split(/\s+/).map(Number);

describe("a folder of three units, a running correction, a waiting review and an issued notice", () => {
  const folder = copy();
  const before = rowsIn(folder);
  const numbers = old.held.rows;

  test("is looked at, and not changed", async () => {
    const { status, out, error } = await migrate(folder);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expect(out).toContain(`数据格式 0，本程序为 ${FOLDER_FORMAT}`);
    expect(figuresOf(out, "单位")).toEqual([3, 3]);
    expect(figuresOf(out, "报送件")).toEqual([numbers.submission, numbers.submission]);
    expect(figuresOf(out, "留痕")).toEqual([numbers.trail, 0]);
    expect(figuresOf(out, "审查结果")).toEqual([old.held.objects["qiyou-texts"], 0]);
    expect(out).toContain(`npx qiyou migrate ${folder} --apply`);
    expect(rowsIn(folder)).toEqual(before);
    expect(existsSync(join(folder, "folder.json"))).toBe(false);
    expect(refusalOf(folder)).toContain("还是旧版本的格式");
  });

  test("is migrated: as much of everything as before, all of it numbered, the trail as it was written", async () => {
    const trail = ofEntity(folder, "trail");
    const { status, out, error } = await migrate(folder, "--apply");
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expect(figuresOf(out, "单位")).toEqual([3, 3, 3]);
    expect(figuresOf(out, "留痕")).toEqual([numbers.trail, 0, numbers.trail]);
    expect(holdings(folder)).toEqual(old.held);
    expect(ofEntity(folder, "trail")).toEqual(trail);
    const unnumbered = itemsIn(folder).filter((item) => item.__edb_e__?.S !== "trail" && !item.format);
    expect(unnumbered).toEqual([]);
    expect(JSON.parse(readFileSync(join(folder, "folder.json"), "utf8"))).toEqual({
      format: FOLDER_FORMAT,
      complete: true,
    });
    expect(refusalOf(folder)).toBe("was opened");
  });

  test("is left alone the second time", async () => {
    const migrated = rowsIn(folder);
    const said = "已经是本版本的格式，没有需要改写的。\n";
    expect(await migrate(folder, "--apply")).toEqual({ status: 0, out: said, error: "" });
    expect((await migrate(folder)).out).toContain(said);
    expect(rowsIn(folder)).toEqual(migrated);
  });
});

test("killed while it writes, it is refused to the service, and goes on where it was", async () => {
  const folder = copy();
  const marker = join(folder, "folder.json");
  const launcher = `
    import { Command } from "commander";
    import { registerMigrate } from "./cli/migrate.ts";
    const program = new Command("qiyou");
    registerMigrate(program);
    await program.parseAsync();`;
  const flags = ["--input-type=module-typescript", "--eval", launcher, "--", "migrate", folder, "--apply"];
  const child = spawn(process.execPath, flags, { cwd: new URL("../..", import.meta.url), stdio: "ignore" });
  const died = new Promise((resolve) => child.once("close", resolve));
  while (!existsSync(marker)) await pause(1);
  await pause(20);
  child.kill("SIGKILL");
  await died;
  const numbered = itemsIn(folder).filter((item) => item.format).length;
  expect(numbered).toBeLessThan(itemsIn(folder).length - (old.held.rows.trail ?? 0));
  expect(refusalOf(folder)).toContain("的迁移没有做完，请再运行一次");

  const { status, out } = await migrate(folder, "--apply");
  expect(status).toBe(0);
  expect(figuresOf(out, "合计")[1]).toBe(itemsIn(folder).length - (old.held.rows.trail ?? 0) - numbered);
  expect(holdings(folder)).toEqual(old.held);
  expect(refusalOf(folder)).toBe("was opened");
});

describe("refused in words, and left as it was:", () => {
  const cases: [string, (folder: string) => void, (folder: string) => string][] = [
    [
      "a folder of newer code",
      (folder) =>
        writeFileSync(
          join(folder, "folder.json"),
          JSON.stringify({ format: FOLDER_FORMAT + 1, complete: true }),
        ),
      (folder) => `数据目录 ${folder} 由更新版本的七有写成`,
    ],
    [
      "a row of newer code",
      (folder) => spoil(folder, "unit", (item) => Object.assign(item, { format: { N: "9" } })),
      () => "数据由更新版本的七有写成（格式 9，本程序为 2），请用新版本的程序打开。",
    ],
    [
      "a kind of row that only newer code knows",
      (folder) => spoil(folder, "counter", (item) => Object.assign(item, { __edb_e__: { S: "visit" } })),
      () => "没有“visit”这一类数据",
    ],
    [
      "a folder without its records",
      (folder) => rmSync(join(folder, "dynamodb.sqlite")),
      (folder) => `数据目录 ${folder} 缺少 dynamodb.sqlite`,
    ],
  ];

  test.each(cases)("%s", async (_, change, sentence) => {
    const folder = copy();
    change(folder);
    const before = existsSync(join(folder, "dynamodb.sqlite")) ? rowsIn(folder) : [];
    for (const options of [[], ["--apply"]]) {
      const { status, error } = await migrate(folder, ...options);
      expect(status).toBe(1);
      expect(error).toContain(sentence(folder));
      expect(error).not.toContain("    at ");
    }
    if (before.length > 0) expect(rowsIn(folder)).toEqual(before);
  });

  test("a folder in which the service runs", async () => {
    const folder = copy();
    const lock = takeFolder(folder);
    const { status, error } = await migrate(folder, "--apply");
    lock.release();
    expect({ status, error }).toEqual({
      status: 1,
      error: `数据目录 ${folder} 正被另一个七有进程使用，请先停止它。\n`,
    });
  });

  test("a folder that is none, which is not made either", async () => {
    const folder = join(root, "none");
    const { status, error } = await migrate(folder, "--apply");
    expect({ status, error }).toEqual({ status: 1, error: `${folder} 里没有七有的数据，请核对数据目录。\n` });
    expect(existsSync(folder)).toBe(false);
  });
});

test("damaged rows are named, and stay as they are when the rest is migrated all the same", async () => {
  const folder = copy();
  spoil(folder, "unit", ({ unit }) => Object.assign(Object(unit?.M), { roster: { S: "江映川" } }));
  const [damaged] = itemsIn(folder).filter(
    (item) => item.__edb_e__?.S === "unit" && "S" in Object(Object(item.unit?.M).roster),
  );
  const sentence = `单位 ${damaged?.id?.S}：数据已损坏（字段 unit.roster），请从备份恢复。`;
  const before = rowsIn(folder);
  for (const options of [[], ["--apply"]]) {
    const { status, error } = await migrate(folder, ...options);
    expect(status).toBe(1);
    expect(error).toContain(`有 1 条数据读不出：\n  ${sentence}`);
    expect(rowsIn(folder)).toEqual(before);
  }
  const { status, out, error } = await migrate(folder, "--apply", "--leave-damaged");
  expect({ status, error }).toMatchObject({ status: 1, error: expect.stringContaining(sentence) });
  expect(out).toContain("迁移完成，前后数量相同。");
  expect(itemsIn(folder)).toContainEqual(damaged);
  expect(figuresOf(out, "单位")).toEqual([2, 2, 2]);
  expect(refusalOf(folder)).toBe("was opened");
});

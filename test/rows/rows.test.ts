/** Every row that was ever kept (test/fixtures/rows) is read as it was then; and of every kind some are kept. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { readStored } from "../../core/subject/stored.ts";
import type { RowKind } from "../../functions/adapters/table/row.ts";
import { rowKinds } from "../../functions/adapters/table/row-kinds.ts";
import { subjects } from "../../functions/adapters/table/subjects.ts";
import { plainItem } from "../fixtures/attribute-value.ts";
import { allKept, asJson, JSON_KINDS, keptOf } from "../fixtures/rows/kept.ts";

const nameOf = (kind: RowKind<unknown>): string => kind.entity.schema.model.entity;
const kinds = new Map(rowKinds.map((kind) => [nameOf(kind), kind]));
const upTo = (format: number): number[] => Array.from({ length: format }, (_, at) => at + 1);

/** The number of a trail's entry is its event's: that of its kind of subject. */
const TRAIL = "trail";
const formatOf = (kind: RowKind<unknown>): number =>
  nameOf(kind) === TRAIL
    ? Math.max(...Object.values(subjects).map((one) => one.kind.format))
    : kind.stored.format;

/** Loads every file of the table in a process where an entity only says its name. */
const LOADER = `
  import { registerHooks } from "node:module";
  import { globSync } from "node:fs";
  const told = "export class Entity { constructor({ model }) { console.log(model.entity); } }";
  registerHooks({
    load: (url, context, next) =>
      url.endsWith("/table/entity.ts") ? { format: "module", source: told, shortCircuit: true } : next(url, context),
  });
  for (const file of globSync("functions/adapters/table/**/*.ts"))
    if (!file.endsWith(".test.ts")) await import(process.cwd() + "/" + file);`;

test("every entity of the table is a kind of row", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", LOADER], {
    cwd: join(import.meta.dirname, "../.."),
  });
  const named = stdout.trim().split("\n");
  expect(named.length).toBeGreaterThan(20);
  expect([...kinds.keys()].toSorted()).toEqual(named.toSorted());
});

test("of every kind and format some are kept, and of nothing else", () => {
  const rows = rowKinds.flatMap((kind) => upTo(formatOf(kind)).map((format) => `${format} ${nameOf(kind)}`));
  const json = Object.entries(JSON_KINDS).flatMap(
    ([
      name,
      {
        json: { kind },
      },
    ]) => upTo(kind.format).map((format) => `${format} ${name}`),
  );
  const kept = allKept().map(([format, name]) => `${format} ${name}`);
  expect(kept.toSorted()).toEqual([...rows, ...json].toSorted());
});

/** Every row kept, with its kind. */
const rows = rowKinds.flatMap((kind) =>
  upTo(formatOf(kind)).flatMap((format) =>
    keptOf(format, nameOf(kind)).map((kept, at) => ({
      title: `${nameOf(kind)} of format ${format}, ${at + 1}`,
      kind,
      item: plainItem(kept.stored),
      reads: kept.reads,
    })),
  ),
);

describe("is read as it was when it was kept:", () => {
  test.each(rows)("$title", ({ kind, item, reads }) => {
    expect(asJson(kind.one(kind.entity.parse({ Item: item }).data))).toEqual(reads);
  });

  const json = Object.entries(JSON_KINDS).flatMap(
    ([
      name,
      {
        json: { kind },
      },
    ]) =>
      upTo(kind.format).flatMap((format) =>
        keptOf(format, name).map((kept, at) => ({
          title: `${name} of format ${format}, ${at + 1}`,
          kind,
          ...kept,
        })),
      ),
  );
  test.each(json)("$title", ({ kind, stored, reads }) => {
    expect(asJson(readStored<unknown>(kind, "kept", stored))).toEqual(reads);
  });
});

describe("what a row says is all of it:", () => {
  beforeAll(() => {
    process.env.SST_RESOURCE_Table = JSON.stringify({ name: "qiyou" });
  });
  const present = rows.filter(({ kind, item }) => item.format === kind.stored.format);

  test("of every kind there are some of the present format", () => {
    const names = new Set(present.map(({ kind }) => nameOf(kind)));
    expect(rowKinds.map(nameOf).filter((name) => !names.has(name))).toEqual([TRAIL]);
  });

  test.each(present)("$title is written just so by the present code", ({ kind, item }) => {
    expect(kind.item(kind.one(kind.entity.parse({ Item: item }).data))).toEqual(item);
  });
});

describe("one that is spoilt fails with its kind and key:", () => {
  test.each(rows)("$title", ({ kind, item, reads }) => {
    const data: Record<string, unknown> = { ...Object(kind.entity.parse({ Item: item }).data) };
    const key = kind.key.map((name) => String(data[name])).join("/");
    const columns = Object.keys(Object(reads)).map((name) => (name === "state" ? nameOf(kind) : name));
    const told = columns.filter((column) => !kind.key.includes(column));
    expect(told.length).toBeGreaterThan(0);
    for (const column of told) {
      const spoilt = { ...data, [column]: Symbol("spoilt") };
      const fault = new RegExp(`^${kind.stored.label} ${key.replaceAll("|", "\\|")}：数据已损坏`);
      expect(() => kind.one(spoilt), column).toThrow(fault);
      expect(() => kind.all([data, spoilt]), column).toThrow(fault);
      expect(kind.sift([data, spoilt, data]), column).toMatchObject({
        sound: [kind.one(data), kind.one(data)],
        unreadable: [{ fault: "damaged", key }],
      });
    }
  });

  test.each(rowKinds.filter((kind) => nameOf(kind) !== TRAIL))("$stored.label of newer code", (kind) => {
    const format = kind.stored.format + 1;
    expect(() => kind.one({ format })).toThrow(
      `数据由更新版本的七有写成（格式 ${format}，本程序为 ${kind.stored.format}），请用新版本的程序打开。`,
    );
  });
});

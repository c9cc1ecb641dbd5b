import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../database.ts";
import { Journal } from "./journal.ts";
import { SCHEMA } from "./schema.ts";

test("branches that an older version kept as strands are taken over, with all they wait for", () => {
  const folder = mkdtempSync(join(tmpdir(), "qiyou-states-"));
  const file = join(folder, "states.sqlite");
  const older = openDatabase(file, { schema: SCHEMA.slice(0, 1) });
  const insert = older.query("INSERT INTO strand VALUES(?, ?, ?, ?, ?)");
  const frame = (progress: object) => JSON.stringify({ state: "Gather", input: { n: 1.5 }, progress });
  insert.run(1, "", frame({ at: "fan", total: 2, free: [7] }), null, 0);
  insert.run(1, "/1", frame({ at: "unborn" }), null, 1);
  insert.run(2, "", frame({ at: "waiting", until: 99 }), 99, 1);
  older.close();

  const newer = openDatabase(file, { schema: SCHEMA });
  const journal = new Journal(newer);
  expect(journal.load(1)).toMatchObject([
    { path: "", frame: { state: "Gather", input: { n: 1.5 }, progress: { at: "fan", total: 2, free: [7] } } },
    { path: "/1", frame: { progress: { at: "pending" } }, parked: true },
  ]);
  expect(journal.unfinished()).toEqual([1]);
  expect(journal.takeDue(100, 10)).toEqual([{ execution: 2, path: "" }]);
  newer.close();
  rmSync(folder, { recursive: true });
});

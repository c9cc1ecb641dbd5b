/** The drill: a backup taken while units file and reviewers decide, restored elsewhere, and worked on there. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitUntil } from "../../client/wait-until.ts";
import { putOffice } from "../../functions/adapters/table/offices.ts";
import {
  readSubmission,
  submissions,
  submissionsOfUnit,
} from "../../functions/adapters/table/submissions.ts";
import { trailOf } from "../../functions/adapters/table/trail.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { described } from "../../functions/app/subjects/describe.ts";
import { verifySubject } from "../../functions/app/subjects/verify.ts";
import { backUp } from "../../local/backup/backup.ts";
import { restore } from "../../local/backup/restore.ts";
import { type Cloud, openCloud } from "../../local/cloud.ts";
import { launched } from "../cli/launched.ts";
import { shifted } from "../clock.ts";
import { foundUnit, hire, signedIn, type TestUnit, TODAY, untilState } from "../office.ts";
import { MortalStack } from "./mortal-stack.ts";
import { newLedger, People } from "./people.ts";

const root = mkdtempSync(join(tmpdir(), "qiyou-backup-"));
const folder = join(root, "running");
const elsewhere = join(root, "restored");
const file = join(root, "backup.zip");
const shift = Date.parse(TODAY) - Date.now();
const units: TestUnit[] = [];
const ledger = newLedger();
/** What had been acknowledged when the backup began. */
let filed: string[];
let decided: [string, "approve" | "return" | "reject"][];
let cloud: Cloud | undefined;

beforeAll(async () => {
  const first = await openCloud({ folder, host: "127.0.0.1", port: 0, clock: shifted(shift) });
  await putOffice({ jurisdiction: "office", name: "青槐县", issuer: "中共青槐县委宣传部", mark: "青宣通" });
  for (const [index, name] of ["青槐县水务局", "青槐县农业农村局"].entries())
    units.push(await foundUnit("office", name, index + 1));
  await hire("office", "reviewer", ["reviewer"]);
  await first.close();

  const stack = new MortalStack(folder, shift);
  await stack.rise();
  const people = new People(stack, ledger);
  const work = Promise.all([
    ...units.map((unit, index) => people.file(unit, "甲乙"[index] ?? "")),
    people.review("reviewer"),
  ]);
  const until = (uploads: number, decisions: number) =>
    waitUntil("some work", async () =>
      ledger.filed.length >= uploads && ledger.decided.size >= decisions ? true : undefined,
    );
  await until(5, 2);
  filed = ledger.filed.map(({ submissionId }) => submissionId);
  decided = [...ledger.decided];
  const acknowledged = ledger.filed.length + ledger.decided.size;
  await backUp(folder, file);
  // People went on meanwhile, and go on after it.
  await until(filed.length + 2, decided.length + 1);
  expect(ledger.interrupted).toBe(0);
  people.stop();
  await work;
  await stack.die();
  console.log(
    `${acknowledged} acknowledgements before the backup of ${statSync(file).size} bytes, ${ledger.filed.length + ledger.decided.size - acknowledged} after`,
  );
});
afterAll(async () => {
  await cloud?.close();
  rmSync(root, { recursive: true, force: true });
});

test("a backup taken under load holds all that was acknowledged, every trail verifies, and reviews go on", async () => {
  const { files } = await restore(file, elsewhere);
  expect(files).toBeGreaterThan(filed.length);
  const url = await openRestored();
  const ofAll = async () =>
    (await Promise.all(units.map(({ id }) => submissionsOfUnit("office", id, "20")))).flat();
  const reviewer = await signedIn(url, "reviewer");
  const waiting = await waitUntil("the machine's part of everything", async () => {
    await cloud?.idle();
    const all = await ofAll();
    const busy = all.some(
      (one) =>
        ["received", "examining", "resubmitted"].includes(one.state) ||
        (one.state === "in_review" && one.decision),
    );
    return busy ? undefined : all.filter(({ state }) => state === "in_review");
  });
  for (const id of filed) expect((await readSubmission(id))?.state.id).toBe(id);
  const DECIDED = { approve: "Approved", return: "Returned", reject: "Rejected" } as const;
  for (const [id, decision] of decided) {
    const types = (await trailOf(id)).map((entry) => described(entry).type);
    expect(types, id).toContain(DECIDED[decision]);
  }
  expect(waiting.length).toBeGreaterThan(0);
  for (const { id, revisions } of waiting) {
    const body = { decision: "approve", revision: revisions.length } as const;
    await reviewer.call(endpoints.decide, { params: { id }, body });
    await untilState(reviewer, id, "closed");
  }
  for (const { id } of await ofAll())
    expect(await verifySubject(submissions, id), id).toEqual({ faults: [], diverged: false });
  expect((await reviewer.call(endpoints.queue)).submissions).toEqual([]);
});

/** An hour later, so that the sweeper takes up whatever the instant of the backup had cut through. */
async function openRestored(): Promise<string> {
  cloud = await openCloud({
    folder: elsewhere,
    host: "127.0.0.1",
    port: 0,
    clock: shifted(shift + 3_600_000),
  });
  await cloud.idle();
  await cloud.invoke("Sweep", {});
  return cloud.url;
}

test("a backup leaves nothing in the folder, and is for its owner's eyes only", () => {
  expect(readdirSync(join(folder, "s3/temp")).filter((name) => name.startsWith("backup"))).toEqual([]);
  expect(readdirSync(root).filter((name) => /\.new|\.restoring/.test(name))).toEqual([]);
  expect(statSync(file).mode & 0o077).toBe(0);
});

describe("refused in one sentence, and nothing is left or changed:", () => {
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => "was done",
      (error: Error) => error.message,
    );
  const copyOf = (spoil: (bytes: Buffer) => Buffer): string => {
    const copy = join(root, "spoilt.zip");
    writeFileSync(copy, spoil(readFileSync(file)));
    return copy;
  };
  const target = join(root, "target");
  const damaged = (copy: string) =>
    `备份文件 ${copy} 不完整或已损坏，没有恢复；请重新复制它，或改用另一份备份。`;

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["cut off", (bytes) => bytes.subarray(0, bytes.length - 100)],
    ["empty", () => Buffer.alloc(0)],
    [
      "changed in its middle",
      (bytes) => {
        bytes.fill(0x55, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 500);
        return bytes;
      },
    ],
  ])("a backup %s", async (_, spoil) => {
    const copy = copyOf(spoil);
    expect(await refusalOf(restore(copy, target))).toBe(damaged(copy));
    expect(existsSync(target)).toBe(false);
    expect(existsSync(`${target}.restoring`)).toBe(false);
  });

  test("no backup at all, or another's archive", async () => {
    expect(await refusalOf(restore(join(root, "none.zip"), target))).toBe(
      `没有备份文件 ${join(root, "none.zip")}，请核对路径。`,
    );
    const other = join(root, "other.zip");
    // The end record of an archive without entries.
    writeFileSync(other, Buffer.concat([Buffer.from("PK\u0005\u0006"), Buffer.alloc(18)]));
    expect(await refusalOf(restore(other, target))).toBe(`${other} 不是 qiyou backup 做的备份，请核对文件。`);
  });

  test("a place where something is", async () => {
    const full = join(root, "full");
    mkdirSync(full);
    writeFileSync(join(full, "a.txt"), "");
    expect(await refusalOf(restore(file, full))).toBe(
      `${full} 里已有文件，没有恢复；请另写一个不存在的或空的目录。`,
    );
    expect(readdirSync(full)).toEqual(["a.txt"]);
    expect(await refusalOf(backUp(folder, file))).toBe(`${file} 已经存在，没有覆盖；请换一个文件名。`);
    expect(await refusalOf(backUp(full, join(root, "x.zip")))).toBe(
      `${full} 里没有七有的数据，请核对数据目录。`,
    );
    expect(existsSync(join(root, "x.zip"))).toBe(false);
  });

  test("a folder that lacks a database, and one of a newer version", async () => {
    const spoilt = join(root, "spoilt");
    await restore(file, spoilt);
    copyFileSync(join(spoilt, "folder.json"), join(root, "folder.json"));
    writeFileSync(join(spoilt, "folder.json"), JSON.stringify({ format: 99, complete: true }));
    expect(await refusalOf(backUp(spoilt, join(root, "x.zip")))).toContain("由更新版本的七有写成");
    copyFileSync(join(root, "folder.json"), join(spoilt, "folder.json"));
    rmSync(join(spoilt, "states.sqlite"));
    expect(await refusalOf(backUp(spoilt, join(root, "x.zip")))).toContain("缺少 states.sqlite");
  });
});

test("the commands say what was done, or why not, with an exit code", async () => {
  const qiyou = launched({ registerBackup: "backup" });
  const made = await qiyou("backup", join(root, "second.zip"), "--folder", folder);
  expect(made).toMatchObject({ status: 0, error: "" });
  expect(made.out).toMatch(/^已备份到 .+second\.zip：\d+ 个文件，[\d.]+ MB，用时 [\d.]+ 秒。$/m);
  const back = await qiyou("restore", join(root, "second.zip"), join(root, "again"));
  expect(back).toMatchObject({ status: 0, error: "" });
  expect(back.out).toContain(`现在可以启动：npm start -- --folder ${join(root, "again")}`);
  const twice = await qiyou("restore", join(root, "second.zip"), join(root, "again"));
  expect(twice).toMatchObject({ status: 1, out: "" });
  expect(twice.error).toContain("里已有文件，没有恢复");
});

/** States in which a data folder is found at a start: opened with all it holds, or refused in one sentence and untouched. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offices, putOffice } from "../../functions/adapters/table/offices.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { openCloud } from "../../local/cloud.ts";
import { FOLDER_FORMAT } from "../../local/folder/format.ts";
import { DATABASES } from "../../local/folder/inspection.ts";
import { takeFolder } from "../../local/folder/lock.ts";
import { asRefusal, FolderRefused } from "../../local/folder/refusal.ts";
import { runningFrom } from "../clock.ts";
import { foundUnit, hire, signedIn, TODAY, untilState, upload } from "../office.ts";
import { minutes } from "../paper.ts";

const root = mkdtempSync(join(tmpdir(), "qiyou-states-of-a-folder-"));
const good = join(root, "good");
const open = (folder: string) => openCloud({ folder, host: "127.0.0.1", port: 0, clock: runningFrom(TODAY) });

/** A folder with an office, a paper waiting for its reviewer, and its files in the store. */
beforeAll(async () => {
  const cloud = await open(good);
  await putOffice({ jurisdiction: "office", name: "青槐县", issuer: "中共青槐县委宣传部", mark: "青宣通" });
  const unit = await foundUnit("office", "青槐县水务局", 1);
  await hire("office", "reviewer", ["reviewer"]);
  const id = await upload(cloud.url, unit.link, minutes());
  await untilState(await signedIn(cloud.url, "reviewer"), id, "in_review");
  await cloud.idle();
  await cloud.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let copies = 0;
function copy(): string {
  const folder = join(root, `copy-${++copies}`);
  cpSync(good, folder, { recursive: true });
  return folder;
}

/** Everything in the folder but the lock and SQLite's own, by name and content. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => !/(-wal|-shm|^lock\.sqlite.*)$/.test(name));
  return Object.fromEntries(
    files.toSorted().map((name) => {
      try {
        return [name, readFileSync(join(folder, name)).toString("base64")];
      } catch {
        return [name, "folder"];
      }
    }),
  );
}

async function refusalOf(folder: string): Promise<FolderRefused> {
  const error = await open(folder).then(
    async (cloud) => {
      await cloud.close();
      return new Error("was opened");
    },
    (reason: unknown) => reason,
  );
  if (error instanceof FolderRefused) return error;
  throw error;
}

/** What the folder's office holds once it is open. */
async function heldBy(folder: string): Promise<{ office: string | undefined; waiting: number }> {
  const cloud = await open(folder);
  try {
    const [office] = await offices();
    if (!office) return { office: undefined, waiting: 0 };
    const reviewer = await signedIn(cloud.url, "reviewer");
    return { office: office.name, waiting: (await reviewer.call(endpoints.queue)).submissions.length };
  } finally {
    await cloud.close();
  }
}

const WHOLE = { office: "青槐县", waiting: 1 };

function overwriteMiddle(file: string): void {
  const bytes = readFileSync(file);
  // From its second page on: most of the rest is kept free.
  bytes.fill("坏", 4096, Math.floor((bytes.length * 2) / 3));
  writeFileSync(file, bytes);
}

describe("opened, with all it holds", () => {
  test("as it was left", async () => {
    expect(await heldBy(copy())).toEqual(WHOLE);
  });

  test("without its key pair, which is made anew", async () => {
    const folder = copy();
    rmSync(join(folder, "credentials.json"));
    expect(await heldBy(folder)).toEqual(WHOLE);
    expect(existsSync(join(folder, "credentials.json"))).toBe(true);
  });

  test("with what a write that was cut off left aside", async () => {
    const folder = copy();
    for (const name of ["folder.json", "credentials.json"])
      writeFileSync(join(folder, `${name}.new`), '{"form');
    expect(await heldBy(folder)).toEqual(WHOLE);
  });

  test("new and empty, also after a first start that ended half way", async () => {
    const folder = join(root, "new");
    mkdirSync(folder);
    // As a disk of its own has it.
    mkdirSync(join(folder, "lost+found"));
    expect(await heldBy(folder)).toEqual({ office: undefined, waiting: 0 });
    const half = join(root, "half");
    mkdirSync(join(half, "s3"), { recursive: true });
    writeFileSync(join(half, "folder.json"), JSON.stringify({ format: FOLDER_FORMAT, complete: false }));
    writeFileSync(join(half, "s3/s3.sqlite"), "");
    expect(await heldBy(half)).toEqual({ office: undefined, waiting: 0 });
  });
});

test("is for its owner's eyes only, also when it was not before", async () => {
  const openToOthers = (place: string) =>
    ["", ...readdirSync(place, { recursive: true, encoding: "utf8" })].filter(
      (name) => (statSync(join(place, name)).mode & 0o077) !== 0,
    );
  expect(openToOthers(good)).toEqual([]);
  const folder = copy();
  for (const name of Object.values(DATABASES)) chmodSync(join(folder, name), 0o644);
  await heldBy(folder);
  expect(openToOthers(folder).filter((name) => name.endsWith(".sqlite"))).toEqual([]);
});

describe("refused in one sentence, and left as it was:", () => {
  const mark = (folder: string, marker: object) =>
    writeFileSync(join(folder, "folder.json"), JSON.stringify(marker));
  const older = (folder: string, format: number) =>
    `数据目录 ${folder} 还是旧版本的格式（数据格式 ${format}，本程序为 ${FOLDER_FORMAT}），请先备份，再运行 npx qiyou migrate ${folder} --apply，然后启动。`;
  const states: [name: string, spoil: (folder: string) => void, sentence: (folder: string) => string][] = [
    ...["dynamodb.sqlite", "states.sqlite", "schedule.sqlite", "s3/s3.sqlite"].map(
      (name): (typeof states)[number] => [
        `without ${name}`,
        (folder) => {
          for (const suffix of ["", "-wal", "-shm"]) rmSync(join(folder, name + suffix), { force: true });
        },
        (folder) =>
          `数据目录 ${folder} 缺少 ${name}，没有启动，以免当作新单位重新开始；请从备份恢复整个目录。`,
      ],
    ),
    [
      "without the files of its store",
      (folder) => rmSync(join(folder, "s3/blobs"), { recursive: true }),
      (folder) =>
        `数据目录 ${folder} 缺少 s3/blobs，没有启动，以免当作新单位重新开始；请从备份恢复整个目录。`,
    ],
    ...(
      [
        ["emptied", (file) => truncateSync(file, 0)],
        ["cut in half", (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
        ["cut off inside its first page", (file) => truncateSync(file, 1000)],
        ["overwritten at its head", (file) => writeFileSync(file, "this is no database ".repeat(500))],
        ["overwritten in its middle", overwriteMiddle],
      ] satisfies [string, (file: string) => void][]
    ).flatMap(([how, spoil]) =>
      ["dynamodb.sqlite", "states.sqlite"].map((name): (typeof states)[number] => [
        `${name} ${how}`,
        (folder) => spoil(join(folder, name)),
        (folder) =>
          `数据目录 ${folder} 中的 ${name} 已损坏（不完整或被改写），没有启动；请从备份恢复整个目录。`,
      ]),
    ),
    [
      "a database of another kind in the place of dynamodb.sqlite",
      (folder) => cpSync(join(folder, "schedule.sqlite"), join(folder, "dynamodb.sqlite")),
      (folder) =>
        `数据目录 ${folder} 中的 dynamodb.sqlite 已损坏（不完整或被改写），没有启动；请从备份恢复整个目录。`,
    ],
    [
      "an empty database in the place of states.sqlite",
      (folder) => {
        rmSync(join(folder, "states.sqlite"));
        const database = new DatabaseSync(join(folder, "states.sqlite"));
        database.exec("PRAGMA user_version = 1; VACUUM");
        database.close();
      },
      (folder) =>
        `数据目录 ${folder} 中的 states.sqlite 已损坏（不完整或被改写），没有启动；请从备份恢复整个目录。`,
    ],
    [
      "without its marker and every database",
      (folder) => {
        for (const name of ["folder.json", ...Object.values(DATABASES)]) rmSync(join(folder, name));
      },
      (folder) =>
        `数据目录 ${folder} 缺少 folder.json 和数据库，没有启动，以免当作新单位重新开始；请从备份恢复整个目录。`,
    ],
    [
      "somebody else's",
      (folder) => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
        writeFileSync(join(folder, "工资表.xlsx"), "");
      },
      (folder) =>
        `${folder} 里已有其他文件（如 工资表.xlsx），不是七有的数据目录，没有启动；请核对 --folder，或另指定一个空目录。`,
    ],
    [
      "lock.sqlite overwritten",
      (folder) => writeFileSync(join(folder, "lock.sqlite"), "this is no database ".repeat(500)),
      (folder) =>
        `数据目录 ${folder} 中的 lock.sqlite 已损坏，它只用来防止重复启动、不含数据；请删除它后再启动。`,
    ],
    ...["", '{"accessKeyId":"QIYOU', '{"accessKeyId":"","secretAccessKey":""}'].map(
      (text): (typeof states)[number] => [
        `credentials.json holds ${JSON.stringify(text)}`,
        (folder) => writeFileSync(join(folder, "credentials.json"), text),
        (folder) =>
          `数据目录 ${folder} 中的 credentials.json 内容不完整，请从备份恢复它；没有备份就删除它，启动时会重新生成，材料和记录不受影响，但启用了第二因素的人员须由管理员重置。`,
      ],
    ),
    ...["", '{"format":', '{"format":"new"}'].map((text): (typeof states)[number] => [
      `folder.json holds ${JSON.stringify(text)}`,
      (folder) => writeFileSync(join(folder, "folder.json"), text),
      (folder) =>
        `数据目录 ${folder} 中的 folder.json 内容不完整，无法判断数据的版本，没有启动；请从备份恢复它。`,
    ]),
    [
      "of a newer version",
      (folder) => mark(folder, { format: FOLDER_FORMAT + 1, complete: true }),
      (folder) =>
        `数据目录 ${folder} 由更新版本的七有写成（数据格式 ${FOLDER_FORMAT + 1}，本程序为 ${FOLDER_FORMAT}），请用新版本的程序打开。`,
    ],
    [
      "without a marker: of the time before there was one",
      (folder) => rmSync(join(folder, "folder.json")),
      (folder) => older(folder, 0),
    ],
    [
      "of an older version",
      (folder) => mark(folder, { format: FOLDER_FORMAT - 1, complete: true }),
      (folder) => older(folder, FOLDER_FORMAT - 1),
    ],
    [
      "half migrated",
      (folder) => mark(folder, { format: FOLDER_FORMAT, complete: true, migrating: true }),
      (folder) =>
        `数据目录 ${folder} 的迁移没有做完，请再运行一次 npx qiyou migrate ${folder} --apply，然后启动；已经改写的不会重复改写。`,
    ],
    [
      "with a database of a newer version",
      (folder) => {
        const database = new DatabaseSync(join(folder, "states.sqlite"));
        database.exec("PRAGMA user_version = 900");
        database.close();
      },
      (folder) => `数据文件 ${join(folder, "states.sqlite")} 由更新版本的七有写成，请用新版本的程序打开。`,
    ],
  ];

  test.each(states)("%s", async (_, spoil, sentence) => {
    const folder = copy();
    spoil(folder);
    const before = contents(folder);
    const { message } = await refusalOf(folder);
    expect(message).toBe(sentence(folder));
    expect(contents(folder)).toEqual(before);
  });

  test("in use", async () => {
    const folder = copy();
    const lock = takeFolder(folder);
    expect((await refusalOf(folder)).message).toBe(`数据目录 ${folder} 正被另一个七有进程使用，请先停止它。`);
    lock.release();
    expect(await heldBy(folder)).toEqual(WHOLE);
  });

  test("no folder at all", async () => {
    const file = join(root, "a-file");
    writeFileSync(file, "");
    for (const folder of [file, join(file, "below")])
      expect((await refusalOf(folder)).message).toBe(
        `数据目录 ${folder} 或其上级不是文件夹，不能作为数据目录。`,
      );
  });
});

describe("what the person who starts it may not", () => {
  /** Opens the folder as somebody without rights, where the tests themselves run as root. */
  function openedBySomebody(folder: string): string {
    const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const script = `import { openFolder } from "./local/folder/folder.ts";
      try { openFolder(${JSON.stringify(folder)}).release(); console.log("opened"); }
      catch (error) { console.log(error.name + " " + error.message); }`;
    const options = ["--input-type=module-typescript", "--eval", script];
    return execFileSync(process.execPath, options, { ...somebody, encoding: "utf8" }).trim();
  }

  /** A copy that belongs to whoever opens it. */
  function ownCopy(): string {
    const folder = copy();
    if (process.getuid?.() === 0) {
      chmodSync(root, 0o755);
      for (const name of [".", ...readdirSync(folder, { recursive: true, encoding: "utf8" })])
        chownSync(join(folder, name), 65_534, 65_534);
    }
    return folder;
  }

  test("is opened when it is their own", () => {
    expect(openedBySomebody(ownCopy())).toBe("opened");
  });

  test("is said: a folder that may not be written", () => {
    const folder = ownCopy();
    chmodSync(folder, 0o555);
    expect(openedBySomebody(folder)).toMatch(
      /^FolderRefused (没有读写数据目录 .+ 的权限，请检查它的属主和权限|数据目录 .+ 只能读、不能写，请检查权限和所在的盘)。$/,
    );
  });

  test.each(["dynamodb.sqlite", "s3/s3.sqlite"])("is said: %s may only be read", (name) => {
    const folder = ownCopy();
    chmodSync(join(folder, name), 0o444);
    expect(openedBySomebody(folder)).toBe(
      `FolderRefused 没有读写数据目录 ${folder} 中的 ${name} 的权限，请检查它的属主和权限。`,
    );
  });

  test("is said: a key pair that may not be read", () => {
    const folder = ownCopy();
    chmodSync(join(folder, "credentials.json"), 0);
    expect(openedBySomebody(folder)).toBe(
      `FolderRefused 没有读写数据目录 ${folder} 的权限，请检查它的属主和权限。`,
    );
  });

  test("is said: a place where no folder may be made", () => {
    const folder = ownCopy();
    chmodSync(folder, 0o555);
    expect(openedBySomebody(join(folder, "inside"))).toContain("没有读写数据目录");
  });
});

describe("a full disk", () => {
  test("is said, whoever met it", () => {
    const sentence = "数据目录 /srv/qiyou 所在的磁盘已满，请清理出空间后再启动；已有的数据没有改动。";
    const told = (error: unknown) => {
      const refusal = asRefusal(error, "/srv/qiyou");
      return refusal instanceof FolderRefused ? refusal.message : refusal;
    };
    const folder = copy();
    const database = new DatabaseSync(join(folder, "dynamodb.sqlite"));
    database.exec("CREATE TABLE filler(text); PRAGMA max_page_count = 1");
    let full: unknown;
    try {
      for (;;) database.prepare("INSERT INTO filler VALUES(?)").run("文".repeat(10_000));
    } catch (error) {
      full = error;
    }
    database.close();
    expect(told(full)).toBe(sentence);
    const written = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
      syscall: "write",
    });
    expect(told(written)).toBe(sentence);
    // What SQLite says when there is no room left for its shared memory.
    const shared = Object.assign(new Error("disk I/O error"), { code: "ERR_SQLITE_ERROR", errcode: 4874 });
    expect(told(shared)).toBe("数据目录 /srv/qiyou 读写出错，磁盘可能已满或有故障，请检查后再启动。");
  });

  test("or any fault of the network is not taken for one of the folder", () => {
    const taken = Object.assign(new Error("listen EACCES"), { code: "EACCES", syscall: "listen", port: 80 });
    expect(asRefusal(taken, "/srv/qiyou")).toBe(taken);
  });
});

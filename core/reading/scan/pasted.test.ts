import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { paragraph } from "../fixtures/packages.ts";
import { picture, recogniser, docxWithPictures as withPictures } from "../fixtures/pictures.ts";
import { defaultLimits } from "../limits.ts";
import { read } from "../read.ts";
import type { Recogniser } from "./recogniser.ts";

const scan = new Uint8Array(
  readFileSync(new URL("../../../test/fixtures/scans/record.jpg", import.meta.url)),
);
/** The same picture, said to be as small as an emblem. */
const emblem = small(scan);

function small(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const frame = copy.findIndex((byte, at) => byte === 0xff && copy[at + 1] === 0xc0);
  copy.set([0, 90, 0, 90], frame + 5);
  return copy;
}

const linesOf = (result: Awaited<ReturnType<typeof read>>) =>
  result.outcome === "text" ? result.text.split("\n").filter((line) => line !== "") : [];

describe("pictures pasted into a document", () => {
  it("are the paper where it says next to nothing itself", async () => {
    const result = await read(await withPictures(paragraph("签到表"), scan, scan), { recogniser });
    expect(result).toMatchObject({ format: "docx", pages: 2 });
    expect(linesOf(result)).toEqual(["签到表", "签到：白鹭", "签到：白鹭"]);
    expect(result.outcome === "text" && result.places.at(-1)).toMatchObject({ page: 2, confidence: 0.95 });
  });

  it("are counted as unread, or the file is refused, where nothing recognises them", async () => {
    const some = await read(await withPictures(paragraph("签到表"), scan));
    expect(some).toMatchObject({ unreadPages: [1] });
    expect(linesOf(some)).toEqual(["签到表"]);
    const none = await read(await withPictures("", scan));
    expect(none).toMatchObject({ reason: "unsupported", recognisable: 1 });
    expect(none.outcome === "refused" && none.message).toContain("只有图片");
  });

  it("are read where they stand among the words, and an emblem never is a page", async () => {
    const among = paragraph("会议认为，要抓好春耕备播。") + picture(0) + paragraph("附：考勤情况");
    const result = await read(await withPictures(among, scan), { recogniser });
    expect(linesOf(result)).toEqual(["会议认为，要抓好春耕备播。", "签到：白鹭", "附：考勤情况"]);
    expect(await read(await withPictures("", emblem), { recogniser })).toMatchObject({ reason: "empty" });
  });

  it("stand behind the row of a table in whose cell they are", async () => {
    const cell = (content: string) => `<w:tc>${content}</w:tc>`;
    const row = `<w:tbl><w:tr>${cell(paragraph("签到表"))}${cell(picture(0))}</w:tr></w:tbl>`;
    const result = await read(await withPictures(row + paragraph("考勤人：苏砚"), scan), { recogniser });
    expect(linesOf(result)).toEqual(["签到表\t", "签到：白鹭", "考勤人：苏砚"]);
  });

  it("never keep a file from being read because one of them is broken", async () => {
    const broken = await withPictures(paragraph("会议认为，要抓好春耕备播。"), scan.slice(0, 20_000), scan);
    const result = await read(broken, { recogniser });
    expect(result).toMatchObject({ pages: 2, unreadPages: [1] });
    expect(linesOf(result)).toEqual(["会议认为，要抓好春耕备播。", "签到：白鹭"]);
    const alone = await read(await withPictures("", scan.slice(0, 20_000)), { recogniser });
    expect(alone).toMatchObject({ reason: "truncated" });
  });

  it("are told as unread beyond the limit, and where one cannot be decoded, beside words", async () => {
    const limits = { ...defaultLimits, scanPages: 1 };
    const words = paragraph("会议认为，要抓好春耕备播。");
    const much = await read(await withPictures(words, scan, scan), { recogniser, limits });
    expect(much).toMatchObject({ outcome: "text", unreadPages: [2] });
    const broken: Recogniser = {
      ...recogniser,
      decode: () => {
        throw new Error("no picture");
      },
    };
    expect(await read(await withPictures(words, scan), { recogniser: broken })).toMatchObject({
      outcome: "text",
      unreadPages: [1],
    });
  });
});

describe("pictures that cannot be drawn", () => {
  const words = paragraph("会议认为，要抓好春耕备播。");
  const unreadOf = async (bytes: Promise<Uint8Array>) => {
    const result = await read(await bytes, { recogniser });
    return result.outcome === "text" ? result.unreadPages : result.reason;
  };

  it("are told as unread: of a kind that nobody draws, only linked, or gone", async () => {
    expect(await unreadOf(withPictures(words, new Uint8Array(10_000)))).toEqual([1]);
    expect(await unreadOf(withPictures(words + picture(7), scan))).toEqual([1]);
    expect(await unreadOf(withPictures(words + picture(7).replace("r:embed", "r:link")))).toEqual([1]);
  });

  it("are a preview where they stand in an object", async () => {
    const preview = `<w:p><w:r><w:object><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="p0"/></w:object></w:r></w:p>`;
    const shown = preview.replace("r:id", 'o:x="" r:embed="p0" r:id');
    expect(await unreadOf(withPictures(words + shown, new Uint8Array(10_000)))).toBeUndefined();
  });
});

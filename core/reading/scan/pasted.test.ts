import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { docxMembers, makeZip, paragraph } from "../fixtures/packages.ts";
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

/** A .docx that shows these pictures behind these words. */
async function withPictures(words: string, ...pictures: Uint8Array[]): Promise<Uint8Array> {
  const shown = pictures.map(
    (_, i) =>
      `<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="p${i}"/></w:drawing></w:r></w:p>`,
  );
  const members = docxMembers(words + shown.join(""));
  const image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
  const relations = members["word/_rels/document.xml.rels"]?.replace(
    "</Relationships>",
    `${pictures.map((_, i) => `<Relationship Id="p${i}" Type="${image}" Target="media/${i}"/>`).join("")}</Relationships>`,
  );
  return await makeZip({
    ...members,
    "word/_rels/document.xml.rels": relations ?? "",
    ...Object.fromEntries(pictures.map((bytes, i) => [`word/media/${i}`, bytes])),
  });
}

/** Sees the same words on every page. */
const recogniser: Recogniser = {
  async *decode() {
    // a page without a dark spot is not looked at
    yield { width: 800, height: 400, rgba: new Uint8ClampedArray(800 * 400 * 4).fill(255).fill(0, 0, 400) };
  },
  async render() {
    throw new Error("no PDF here");
  },
  async find() {
    const [top, bottom] = [100, 130];
    return [
      [
        { x: 50, y: top },
        { x: 400, y: top },
        { x: 400, y: bottom },
        { x: 50, y: bottom },
      ],
    ];
  },
  async recognise(_, places) {
    return places.map(() => ({ text: "签到：白鹭", confidence: 0.95 }));
  },
};

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

  it("are illustrations beside a text, and an emblem never is a page", async () => {
    const long = paragraph("会议认为，要把学习同春耕备播结合起来，推动各项任务落地见效。".repeat(3));
    const result = await read(await withPictures(long, scan), { recogniser });
    expect(result.outcome === "text" && result.text).not.toContain("白鹭");
    expect(await read(await withPictures("", emblem), { recogniser })).toMatchObject({ reason: "empty" });
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { locationAt } from "../document.ts";
import { read } from "../read.ts";

const sample = (name = "scheme.doc") =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/reading/${name}`, import.meta.url)));

/** Where the WordDocument stream begins: with its magic number. */
function headerOf(bytes: Uint8Array): { view: DataView; at: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 512; at < bytes.length; at += 512)
    if (view.getUint16(at, true) === 0xa5ec) return { view, at };
  throw new Error("no document in the sample");
}

async function altered(change: (view: DataView, at: number) => void): Promise<string> {
  const bytes = sample();
  const { view, at } = headerOf(bytes);
  change(view, at);
  const result = await read(bytes);
  return result.outcome === "text" ? "text" : result.reason;
}

describe("a Word 97 document", () => {
  it("leads from its words back to paragraphs, cells and notes", async () => {
    const result = await read(sample());
    if (result.outcome !== "text") throw new Error(result.message);
    const at = (word: string) => locationAt(result.places, result.text.indexOf(word));
    expect(at("白鹭县档案馆文件")).toMatchObject({ part: "header" });
    expect(at("馆领导")).toMatchObject({ part: "body", cell: { table: 0, row: 1, column: 0 } });
    expect(at("竹青")).toMatchObject({ cell: { table: 1, row: 0, column: 1 } });
    expect(at("见《档案")).toMatchObject({ part: "note" });
  });

  it("is refused with a password", async () => {
    expect(
      await altered((view, at) => view.setUint16(at + 10, view.getUint16(at + 10, true) | 0x100, true)),
    ).toBe("encrypted");
  });

  it("is refused when Word 95 or an older one wrote it", async () => {
    expect(await altered((view, at) => view.setUint16(at + 2, 0x68, true))).toBe("unsupported");
  });

  it("is refused when its table of pieces leads out of the file", async () => {
    expect(await altered((view, at) => view.setUint32(at + 154 + 33 * 8, 0x7fffffff, true))).toBe(
      "malformed",
    );
  });

  it("is refused when the end is missing", async () => {
    const bytes = sample();
    const result = await read(bytes.slice(0, bytes.length / 2));
    expect(result.outcome === "refused" && result.reason).toMatch(/truncated|malformed/);
  });

  it("loses nothing behind a field that is never ended", async () => {
    const bytes = sample("form.doc");
    const { view, at } = headerOf(bytes);
    // the last mark of an end among the characters, which take two bytes each
    const marks = Array.from({ length: 4000 }, (_, i) => at + 1024 + i * 2).filter(
      (place) => place + 2 <= bytes.length && view.getUint16(place, true) === 0x15,
    );
    view.setUint16(marks.at(-1) ?? -1, 0x20, true);
    const result = await read(bytes);
    if (result.outcome !== "text") throw new Error(result.message);
    expect(result.text).toContain("附：签到表一份。");
  });

  it("is read without its forms, drawings and fonts when these are damaged", async () => {
    const bytes = sample("form.doc");
    const { view, at } = headerOf(bytes);
    for (const structure of [15, 50]) view.setUint32(at + 154 + structure * 8, 0x7fffffff, true);
    const result = await read(bytes);
    if (result.outcome !== "text") throw new Error(result.message);
    expect(result.text).toContain("地点：三楼会议室");
  });

  it("shows the words of an object as cells of a table", async () => {
    const result = await read(sample("form.doc"));
    if (result.outcome !== "text") throw new Error(result.message);
    expect(locationAt(result.places, result.text.indexOf("芦花\t科长"))).toMatchObject({
      cell: { row: 2, column: 0 },
    });
  });
});

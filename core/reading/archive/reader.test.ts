import { describe, expect, it } from "vitest";
import { cell, makeDocx, makeZip, paragraph } from "../fixtures/packages.ts";
import { makeXlsx, textRow } from "../fixtures/sheets.ts";
import { defaultLimits } from "../limits.ts";
import { read } from "../read.ts";

const text = (content: string) => new TextEncoder().encode(content);
const table = (word: string) => `<w:tbl><w:tr>${cell(paragraph(word))}</w:tr></w:tbl>`;

describe("an archive of papers", () => {
  it("is read file by file, each under its name and with its own result", async () => {
    const zip = await makeZip({
      "材料/": new Uint8Array(),
      "材料/方案.docx": await makeDocx(paragraph("学习方案") + table("甲")),
      "材料/签到.xlsx": await makeXlsx([
        { name: "a", content: `<sheetData>${textRow(1, "姓名", "签到")}</sheetData>` },
      ]),
      "材料/录音.mp3": text("ID3…"),
      "记录.txt": text("学习记录"),
    });
    const result = await read(zip);
    if (result.outcome === "refused") throw new Error(result.message);
    expect(result.format).toBe("zip");
    expect(result.text).toBe(
      "材料/方案.docx\n学习方案\n甲\n材料/签到.xlsx\n姓名\t签到\n材料/录音.mp3\n记录.txt\n学习记录",
    );
    expect(
      result.members?.map((member) => [member.name, member.result.outcome, member.result.format]),
    ).toEqual([
      ["材料/方案.docx", "text", "docx"],
      ["材料/签到.xlsx", "text", "xlsx"],
      ["材料/录音.mp3", "refused", "media"],
      ["记录.txt", "text", "txt"],
    ]);
    expect(result.places.flatMap(({ cell: at }) => at?.table ?? [])).toEqual([0, 1, 1]);
    expect(result.places.at(-1)).toMatchObject({ paragraph: 2 });
  });

  it("knows Chinese names in GBK", async () => {
    // 方案.txt as Windows writes it, without the sign for UTF-8
    const zip = await makeZip({ "ABCD.txt": text("学习方案") }, { useUnicodeFileNames: false });
    const gbk = [0xb7, 0xbd, 0xb0, 0xb8];
    for (let at = 0; at + 8 < zip.length; at++) {
      if (zip[at] === 0x41 && zip[at + 1] === 0x42 && zip[at + 2] === 0x43) zip.set(gbk, at);
    }
    const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
    for (let at = 0; at + 46 < zip.length; at++) {
      const signature = view.getUint32(at, true);
      if (signature === 0x04034b50) view.setUint16(at + 6, view.getUint16(at + 6, true) & ~0x800, true);
      if (signature === 0x02014b50) view.setUint16(at + 8, view.getUint16(at + 8, true) & ~0x800, true);
    }
    expect(await read(zip)).toMatchObject({ outcome: "text", members: [{ name: "方案.txt" }] });
  });

  it("passes over what macOS and Windows leave behind", async () => {
    const zip = await makeZip({
      "方案.txt": text("学习方案"),
      "__MACOSX/._方案.txt": text("\0\x05\x16"),
      ".DS_Store": text("Bud1"),
      "Thumbs.db": text("x"),
    });
    expect(await read(zip)).toMatchObject({ outcome: "text", text: "方案.txt\n学习方案" });
  });

  const refusals: [string, string, string, () => Promise<Record<string, string | Uint8Array>>][] = [
    [
      "a macro in a member",
      "macro",
      "表.docx",
      async () => ({
        "表.docx": await makeZip({
          "[Content_Types].xml":
            '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        }),
      }),
    ],
    [
      "a program under another name",
      "wrong_type",
      "方案.doc",
      async () => ({ "方案.doc": "MZ\0", "a.txt": "甲" }),
    ],
    [
      "an archive under another name",
      "too_deep",
      "材料.dat",
      async () => ({ "材料.dat": await makeZip({ "a.txt": "甲" }), "b.txt": "乙" }),
    ],
    ["nothing that can be read", "wrong_type", "录音.mp3", async () => ({ "录音.mp3": "ID3…" })],
    ["nothing but leftovers", "empty", "空", async () => ({ ".DS_Store": "Bud1" })],
  ];
  it.each(refusals)("is refused for %s", async (_, reason, words, members) => {
    const result = await read(await makeZip(await members()));
    expect(result).toMatchObject({ outcome: "refused", format: "zip", reason });
    expect(result.outcome === "refused" && result.message).toContain(words);
  });

  it("shares one allowance of inflated bytes with the files in it", async () => {
    const docx = await makeDocx(paragraph("学".repeat(20_000)));
    const limits = { ...defaultLimits, zipInflatedBytes: 100_000 };
    const readLimited = async (files: Record<string, Uint8Array>) =>
      await read(await makeZip(files), { limits });
    expect(await readLimited({ "a.docx": docx })).toMatchObject({ outcome: "text" });
    expect(await readLimited({ "a.docx": docx, "b.docx": docx })).toMatchObject({ reason: "bomb" });
  });
});

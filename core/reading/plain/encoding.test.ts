import { describe, expect, it } from "vitest";
import { read } from "../read.ts";
import { decodeText } from "./encoding.ts";

const sample = "时间：2026年5月6日\r\n主持人：白鹭";
/** The same words in GBK, as Windows writes them. */
const gbk = [
  0xca, 0xb1, 0xbc, 0xe4, 0xa3, 0xba, 0x32, 0x30, 0x32, 0x36, 0xc4, 0xea, 0x35, 0xd4, 0xc2, 0x36, 0xc8, 0xd5,
  0x0d, 0x0a, 0xd6, 0xf7, 0xb3, 0xd6, 0xc8, 0xcb, 0xa3, 0xba, 0xb0, 0xd7, 0xf0, 0xd8,
];

function utf16(text: string, bigEndian: boolean, mark: boolean): number[] {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return (mark ? [0xfeff, ...units] : units).flatMap((unit) =>
    bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8],
  );
}

describe("Chinese plain text", () => {
  const utf8 = [...new TextEncoder().encode(sample)];
  const cases: [string, number[]][] = [
    ["UTF-8", utf8],
    ["UTF-8 with a mark", [0xef, 0xbb, 0xbf, ...utf8]],
    ["GBK", gbk],
    ["UTF-16 LE with a mark", utf16(sample, false, true)],
    ["UTF-16 BE with a mark", utf16(sample, true, true)],
    ["UTF-16 LE without a mark", utf16(sample, false, false)],
    ["UTF-16 BE without a mark", utf16(sample, true, false)],
  ];
  it.each(cases)("is decoded from %s", (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(sample);
  });

  it("keeps characters that only GB 18030 has", () => {
    // 㐀 U+3400, the first of the extension, takes four bytes
    expect(decodeText(Uint8Array.from([0x81, 0x39, 0xee, 0x39, 0xd1, 0xa7]))).toBe("㐀学");
  });

  it("loses damaged characters, not the file", () => {
    const text = "理论学习中心组学习记录".repeat(30);
    const bytes = new TextEncoder().encode(text);
    expect(decodeText(bytes.slice(0, -1))).toBe(`${text.slice(0, -1)}\ufffd`);
    bytes[0] = 0xff;
    expect(decodeText(bytes)).toContain(text.slice(1));
  });

  it("refuses what is no text", () => {
    expect(decodeText(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]))).toBeUndefined();
  });

  it("becomes one place a line", async () => {
    const result = await read(Uint8Array.from(gbk));
    expect(result).toMatchObject({
      outcome: "text",
      format: "txt",
      text: "时间：2026年5月6日\n主持人：白鹭",
      places: [
        { start: 0, end: 12, paragraph: 0 },
        { start: 13, end: 19, paragraph: 1 },
      ],
    });
  });
});

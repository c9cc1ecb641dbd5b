/** Blocks → plain text, in UTF-8 or in GB18030 as older Chinese editors save it. */
import { type Block, headingNumber, pairsOf } from "./block.ts";

export type Encoding = "utf-8" | "gb18030";

/** Writes one paper with Windows line ends, as an office's editor does. */
export function writeTxt(blocks: readonly Block[], encoding: Encoding): Uint8Array {
  const headings = blocks.filter((block) => block.kind === "heading");
  const lines = blocks.flatMap((block) =>
    block.kind === "heading" ? [headingNumber(headings.indexOf(block)) + block.text] : linesOf(block),
  );
  const text = `${lines.join("\r\n")}\r\n`;
  return encoding === "utf-8" ? new TextEncoder().encode(text) : encodeGb18030(text);
}

function linesOf(block: Exclude<Block, { kind: "heading" }>): string[] {
  switch (block.kind) {
    case "title":
      return [...block.text.split("\n"), ""];
    case "paragraph":
      return [`　　${block.text}`];
    case "line":
      return [block.text];
    case "form":
      return block.rows.map((row) =>
        pairsOf(row)
          .map(([label, value]) => `${label}：${value}`)
          .join("    "),
      );
    case "table":
      return [block.head, ...block.rows].map((cells) => cells.join("\t"));
    case "closing":
      return ["", ...block.lines];
  }
}

let twoBytes: Map<string, readonly [number, number]> | undefined;

/** The platform only decodes GB18030; its two-byte part, which holds every character of our papers, is inverted. */
function encodeGb18030(text: string): Uint8Array {
  twoBytes ??= invertGb18030();
  const table = twoBytes;
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0);
      if (code < 0x80) return [code];
      const pair = table.get(character);
      if (!pair) throw new RangeError(`${character} has no two-byte GB18030 code`);
      return [...pair];
    }),
  );
}

function invertGb18030(): Map<string, readonly [number, number]> {
  const table = new Map<string, readonly [number, number]>();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return table;
}

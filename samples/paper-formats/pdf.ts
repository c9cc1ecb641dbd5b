/** Blocks → PDF with a text layer, set with Typst. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { type Block, headingNumber, pairsOf } from "./block.ts";

const fonts = dirname(
  createRequire(import.meta.url).resolve("@expo-google-fonts/noto-serif-sc/package.json"),
);
const weights = ["400Regular", "700Bold"].map((weight) => join(fonts, weight));

const PAGE = `#set page(paper: "a4", margin: 2.8cm, footer: context align(center)[— #counter(page).display() —])
#set text(font: "Noto Serif SC", size: 14pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 0.9em, spacing: 0.9em)
`;

let compiler: NodeCompiler | undefined;

/** Writes one paper. Answers the bytes of the PDF. */
export function writePdf(blocks: readonly Block[]): Uint8Array {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: weights }] });
  let headings = 0;
  const body = blocks.map((block) => layOut(block, () => headingNumber(headings++))).join("\n\n");
  return new Uint8Array(compiler.pdf({ mainFileContent: PAGE + body }));
}

/** Everything that comes from a paper enters Typst as a string, so that no character of it is markup. */
const quoted = (text: string) => JSON.stringify(text);

function layOut(block: Block, nextNumber: () => string): string {
  switch (block.kind) {
    case "title":
      return block.text
        .split("\n")
        .map((text) => `#align(center, text(size: 18pt, weight: "bold", ${quoted(text)}))`)
        .join("\n\n");
    case "heading":
      return `#text(weight: "bold", ${quoted(nextNumber() + block.text)})`;
    case "paragraph":
      return `#par(first-line-indent: (amount: 2em, all: true), ${quoted(block.text)})`;
    case "line":
      return `#par(${quoted(block.text)})`;
    case "form":
      return block.rows
        .map((row) =>
          pairsOf(row)
            .map(([label, value]) => `#${quoted(`${label}：${value}`)}`)
            .join("#h(2em)"),
        )
        .join("\n\n");
    case "table": {
      const cells = [block.head, ...block.rows].flat().map(quoted).join(", ");
      return `#text(size: 11pt, table(columns: ${block.head.length}, inset: (x: 9pt, y: 7pt), ${cells}))`;
    }
    case "closing":
      return block.lines.map((text) => `#align(right, ${quoted(text)})`).join("\n\n");
  }
}

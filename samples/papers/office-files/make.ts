/**
 * Makes the files of this folder with an office suite, as an office would have saved them. Run by hand when their words
 * change (`node samples/papers/office-files/make.ts`, needs soffice); the demonstration sends the files as they lie here.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pairsOf } from "../../paper-formats/block.ts";
import { writeDocx } from "../../paper-formats/docx.ts";
import { discussionPaper, sheetBlocks } from "../office-blocks.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "qiyou-office-"));

function convert(name: string, bytes: Uint8Array | string, to: string, filter: readonly string[] = []): void {
  const source = join(folder, name);
  writeFileSync(source, bytes);
  execFileSync("soffice", ["--headless", ...filter, "--convert-to", to, "--outdir", here, source]);
}

/** A sheet as it is typed: the title across all columns, the head in pairs, one row a member. */
function sheetHtml(): string {
  const row = (cells: readonly string[], span = 1) =>
    `<tr>${cells.map((text) => `<td colspan="${span}" style="mso-number-format:'@'">${text}</td>`).join("")}</tr>`;
  const rows = sheetBlocks.flatMap((block): string[] => {
    if (block.kind === "title" || block.kind === "paragraph") return [row([block.text], 5)];
    if (block.kind === "form")
      return block.rows.map((pairs) =>
        row(
          pairsOf(pairs).map(([label, text]) => `${label}：${text}`),
          2,
        ),
      );
    if (block.kind === "table") return [row(block.head), ...block.rows.map((cells) => row(cells))];
    return [];
  });
  return `<html><head><meta charset="utf-8"></head><body><table>${rows.join("")}</table></body></html>`;
}

try {
  convert("discussion-paper.docx", await writeDocx(discussionPaper), "doc:MS Word 97");
  convert("sign-in.html", sheetHtml(), "xlsx:Calc MS Excel 2007 XML", ["--infilter=HTML (StarCalc)"]);
} finally {
  rmSync(folder, { recursive: true });
}

/** `qiyou notice`: typesets a notice from its content as JSON. */
import { readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { z } from "zod";
import type { NoticeContent } from "../core/notices/content.ts";
import { officeFonts } from "../functions/adapters/typesetter/font.ts";
import { typesetDraft, typesetIssued } from "../functions/adapters/typesetter/notice.ts";
import { fileFault } from "./fault.ts";

interface NoticeOptions {
  readonly out: string;
  readonly number?: string;
  readonly issuedOn?: string;
  readonly verifyUrl?: string;
}

export function registerNotice(program: Command): void {
  program
    .command("notice")
    .description("把通报内容（JSON）排成 PDF：GB/T 9704 通用格式，PDF/A")
    .argument("<content.json>", "通报内容，由系统起草通报时生成")
    .option("-o, --out <file>", "输出的 PDF", "通报.pdf")
    .option("--number <number>", "发文字号，如 〔2026〕3号；不写则排草稿")
    .option("--issued-on <day>", "签发日期 YYYY-MM-DD，与 --number 同用")
    .option("--verify-url <url>", "二维码指向的核验地址，与 --number 同用")
    .action(async (file: string, options: NoticeOptions) => {
      const content = load(file);
      if (!content) {
        console.error(`${file} 不是通报内容，请使用系统生成的 JSON 文件。`);
        process.exitCode = 2;
        return;
      }
      const { number, issuedOn, verifyUrl, out } = options;
      if (number && !(issuedOn && verifyUrl)) {
        console.error("排定稿时，--number、--issued-on、--verify-url 三项须同时给出。");
        process.exitCode = 2;
        return;
      }
      const pdf =
        number && issuedOn && verifyUrl
          ? await typesetIssued(content, { number, issuedOn, verifyUrl, officeFolder: officeFonts() })
          : await typesetDraft(content, officeFonts());
      try {
        writeFileSync(out, pdf);
      } catch (error) {
        console.error(`${out} 写不进去（${fileFault(error)}），请用 --out 另指定文件。`);
        process.exitCode = 1;
        return;
      }
      console.log(`已生成 ${out}（${Math.round(pdf.length / 1024)} KB）`);
    });
}

/** Composed by the system itself; the typesetter needs at least these. */
const content = z.custom<NoticeContent>(
  (value) =>
    z
      .object({
        title: z.string(),
        issuer: z.string(),
        mark: z.string(),
        cutoff: z.iso.date(),
        opening: z.array(z.unknown()),
        sections: z.array(z.unknown()),
        annexes: z.array(z.unknown()),
        figures: z.array(z.unknown()),
        faults: z.array(z.unknown()),
      })
      .safeParse(value).success,
);

function load(file: string): NoticeContent | undefined {
  try {
    return content.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** What the template needs to know of a notice, as JSON: words in their final form, lines of the title, fonts. */
import type { NoticeContent } from "../../../core/notices/content.ts";
import { dayName } from "../../../core/notices/table.ts";
import { fontSlots } from "./font.ts";
import { titleLines } from "./title.ts";

export interface LayoutOptions {
  /** 〔2026〕3号; a draft leaves room for it. */
  readonly number?: string;
  /** Day of issuance `YYYY-MM-DD`; a draft leaves room for it. */
  readonly issuedOn?: string;
  /** Folder of the office's own fonts. */
  readonly officeFolder?: string;
}

/** Room for a number or a day that is not given yet. */
const BLANK = "\u3000";

export function layoutOf(content: NoticeContent, { number, issuedOn, officeFolder }: LayoutOptions): string {
  const year = Number((issuedOn ?? content.cutoff).slice(0, 4));
  const [y, month, day] = (issuedOn ?? content.cutoff).split("-").map(Number);
  return JSON.stringify({
    fonts: fontSlots(officeFolder),
    created: { year: y, month, day, hour: 0, minute: 0, second: 0 },
    title: content.title,
    titleLines: titleLines(content.title),
    issuer: content.issuer,
    mark: `${content.issuer}文件`,
    number: `${content.mark}${number ?? `〔${year}〕${BLANK}号`}`,
    date: issuedOn ? dayName(issuedOn) : `${year}年${BLANK}月${BLANK}日`,
    addressee: content.addressee,
    opening: content.opening,
    sections: content.sections,
    annexes: content.annexes.map((annex) => ({
      ...annex,
      ...(annex.id === "units" && { caption: `数据截至${dayName(content.cutoff)}` }),
    })),
    copyTo: content.copyTo ?? [],
    printedBy: content.printedBy ?? content.issuer,
    copies: content.copies ?? null,
  });
}

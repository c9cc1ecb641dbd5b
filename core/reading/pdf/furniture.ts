/** What stands at the edge of every page: running heads are kept once, page numbers not at all. */
import type { Line } from "./layout.ts";

const pageNumber =
  /^([\s·—–―－_-]*\d{1,4}[\s·—–―－_-]*|第\s*\d{1,4}\s*页\s*([，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4})$/;

export function isPageNumber(text: string): boolean {
  return pageNumber.test(text);
}

/** The lines that head or foot several pages, by their text with the figures left out. */
export function runningLines(pages: readonly (readonly Line[])[]): Set<string> {
  const seen = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(edges(page).map(({ text }) => runningKey(text)))) {
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  return new Set(
    [...seen].filter(([, count]) => count >= 2 && count >= pages.length / 3).map(([key]) => key),
  );
}

export function runningKey(text: string): string {
  return text.replace(/[\s\d]/g, "");
}

/** The uppermost and the lowest line of a page. */
export function edges(page: readonly Line[]): Line[] {
  if (page.length < 3) return [];
  const sorted = page.toSorted((a, b) => a.y - b.y);
  return [sorted[0], sorted.at(-1)].filter((line) => line !== undefined);
}

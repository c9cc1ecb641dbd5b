/** Pictures that a page shows among its words, as a photographed sign-in sheet under the minutes: read where they stand. */
import type { ReaderContext } from "../reader.ts";
import type { Recogniser } from "../scan/recogniser.ts";
import { arrange, type Block } from "./blocks.ts";
import type { Box } from "./boxes.ts";
import type { Rules } from "./rules.ts";

/** `bottom` is where the picture ends on the page; `see` makes of it what it says. */
export type Shown = { bottom: number; see: (recogniser: Recogniser) => Promise<Block[]> };
export type PageBlock = Block | { shown: Shown };

const isShown = (block: PageBlock): block is { shown: Shown } => "shown" in block;

/** Puts boxes and pictures in reading order: what stands above the end of a picture is read before it. */
export async function arrangeAround(
  boxes: readonly Box[],
  findRules: () => Promise<Rules>,
  shown: readonly Shown[],
): Promise<PageBlock[]> {
  const blocks: PageBlock[] = [];
  let top = Number.NEGATIVE_INFINITY;
  const between = async (from: number, to: number) =>
    arrange(
      boxes.filter(({ y }) => y > from && y <= to),
      async () => clipped(await findRules(), from, to),
    );
  for (const picture of shown.toSorted((a, b) => a.bottom - b.bottom)) {
    blocks.push(...(await between(top, picture.bottom)), { shown: picture });
    top = picture.bottom;
  }
  return [...blocks, ...(await between(top, Number.POSITIVE_INFINITY))];
}

function clipped({ level, upright }: Rules, from: number, to: number): Rules {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return { level, upright };
  return {
    level: level.filter(({ at }) => at >= from && at <= to),
    upright: upright
      .filter((rule) => rule.to > from && rule.from < to)
      .map((rule) => ({ ...rule, from: Math.max(rule.from, from), to: Math.min(rule.to, to) })),
  };
}

/** The words of a page alone. */
export const wordsOf = (blocks: readonly PageBlock[]): Block[] =>
  blocks.flatMap((block) => (isShown(block) ? [] : [block]));

/** The numbers of the pages that show pictures among their words. */
export const pagesShowing = (pages: readonly PageBlock[][]): number[] =>
  pages.flatMap((blocks, index) => (blocks.some(isShown) ? [index + 1] : []));

/**
 * The pages with what a recogniser sees in the place of their pictures. `unread` are the pages of which a picture was not read: beyond
 * `most` pages, or because it cannot be decoded.
 */
export async function seePictures(
  pages: readonly PageBlock[][],
  recogniser: Recogniser,
  most: number,
  onPage: ReaderContext["onPage"],
): Promise<{ pages: Block[][]; unread: number[] }> {
  const showing = pagesShowing(pages);
  const unread: number[] = [];
  const seen: Block[][] = [];
  for (const [index, blocks] of pages.entries()) {
    const turn = showing.indexOf(index + 1);
    const read: Block[] = [];
    if (turn >= 0 && turn < most) onPage?.(turn + 1, showing.length);
    for (const block of blocks) {
      if (!isShown(block)) read.push(block);
      else if (turn >= most) unread.push(index + 1);
      else
        try {
          read.push(...(await block.shown.see(recogniser)));
        } catch {
          unread.push(index + 1);
        }
    }
    seen.push(read);
  }
  return { pages: seen, unread: [...new Set(unread)] };
}

/** A scanned page in reading order: the same columns, paragraphs and table rows as a page with a text layer. */

import { arrange, type Block } from "../pdf/blocks.ts";
import type { Box } from "../pdf/boxes.ts";
import { findTables } from "../pdf/cells.ts";
import type { Rules } from "../pdf/rules.ts";
import { facingPages } from "./facing.ts";
import { seePage } from "./page.ts";
import type { Picture, Recogniser } from "./recogniser.ts";

/** Recognises one page, or two that lie open side by side. */
export async function scanBlocks(picture: Picture, recogniser: Recogniser): Promise<Block[]> {
  const { boxes, rules: ruled, ...size } = await seePage(picture, recogniser);
  let found: Rules | undefined;
  const rules = () => (found ??= ruled());
  const blocks: Block[] = [];
  for (const page of facingPages(boxes, size, rules))
    blocks.push(...(await arrange(page, async () => trusted(page, rules()))));
  return blocks;
}

/**
 * Ruled lines that frame only some of the words between the first and the last row of a table were found only
 * in part (a faint print, a bent page): then the gaps between the words tell the cells better.
 */
function trusted(boxes: readonly Box[], rules: Rules): Rules {
  const { tables, around } = findTables(boxes, rules);
  const torn = around.some(({ y }) => tables.some(({ top, bottom }) => y > top && y < bottom));
  return torn ? { level: [], upright: [] } : rules;
}

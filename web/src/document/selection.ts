/** From what a person selected on the screen back to offsets of the text. */

/**
 * The selected span within `home`, whose pieces carry `data-start`; undefined when nothing (or only blanks) is
 * selected there. A selection that runs out of `home` ends at its border.
 */
export function spanOf(
  home: HTMLElement,
  selection: Selection | null,
): { start: number; end: number } | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(home) || selection.toString().trim() === "") return undefined;
  let start = Number.POSITIVE_INFINITY;
  let end = -1;
  for (const piece of home.querySelectorAll<HTMLElement>("[data-start]")) {
    const words = piece.firstChild;
    if (!(words instanceof Text) || !range.intersectsNode(words)) continue;
    const base = Number(piece.dataset.start);
    const from = range.startContainer === words ? range.startOffset : 0;
    const to = range.endContainer === words ? range.endOffset : words.length;
    if (from >= to) continue;
    start = Math.min(start, base + from);
    end = Math.max(end, base + to);
  }
  return end > start ? { start, end } : undefined;
}

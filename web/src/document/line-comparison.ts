/** Old and new text side by side: rows of lines, unchanged stretches folded away. */
import { diffArrays } from "diff";

export type Row =
  | { readonly kind: "same" | "changed"; readonly before: string; readonly after: string }
  | { readonly kind: "removed"; readonly before: string }
  | { readonly kind: "added"; readonly after: string }
  | { readonly kind: "folded"; readonly lines: number };

/**
 * Compares two texts line by line. A removed stretch followed by an added one is read as changed lines.
 * @param context unchanged lines kept on either side of a change; longer stretches become one `folded` row
 */
export function compareLines(before: string, after: string, context = 2): Row[] {
  const rows: Row[] = [];
  let removed: string[] = [];
  const flush = (added: readonly string[]) => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      const [old, young] = [removed[i], added[i]];
      if (old !== undefined && young !== undefined) rows.push({ kind: "changed", before: old, after: young });
      else if (old !== undefined) rows.push({ kind: "removed", before: old });
      else if (young !== undefined) rows.push({ kind: "added", after: young });
    }
    removed = [];
  };
  for (const part of diffArrays(before.split("\n"), after.split("\n"))) {
    if (part.removed) {
      flush([]);
      removed = part.value;
    } else if (part.added) {
      flush(part.value);
    } else {
      flush([]);
      rows.push(...part.value.map((line): Row => ({ kind: "same", before: line, after: line })));
    }
  }
  flush([]);
  return fold(rows, context);
}

function fold(rows: readonly Row[], context: number): Row[] {
  const near = rows.map((row) => row.kind !== "same");
  const kept = rows.map((_, at) => near.slice(Math.max(0, at - context), at + context + 1).some(Boolean));
  const folded: Row[] = [];
  let hidden = 0;
  rows.forEach((row, at) => {
    if (!kept[at]) hidden++;
    if (kept[at] || at === rows.length - 1) {
      if (hidden > 0) folded.push({ kind: "folded", lines: hidden });
      hidden = 0;
    }
    if (kept[at]) folded.push(row);
  });
  return folded;
}

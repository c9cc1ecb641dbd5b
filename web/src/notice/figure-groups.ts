/** Figures as a reader looks for them: the whole area first, then each unit, then the problems found. */
import type { Figure } from "./shapes.ts";

export interface FigureGroup {
  /** What the figures' ids begin with: `total`, `unit_…`, `problem`. */
  readonly of: string;
  readonly figures: readonly Figure[];
}

/** Groups by the first part of the id, in the order of first appearance. */
export function figureGroups(figures: readonly Figure[]): FigureGroup[] {
  const groups = Map.groupBy(figures, ({ id }) => id.split(".")[0] ?? id);
  return [...groups].map(([of, members]) => ({ of, figures: members }));
}

/** What a figure is called on its own; that of a problem names the problem (`problem.<code>.…`). */
export function labelOf({ id, label }: Figure, codeName: (code: string) => string): string {
  const [group, code] = id.split(".");
  return group === "problem" && code ? `${codeName(code)}：${label}` : label;
}

/** A Figure 数字 of a notice and the papers behind it. A figure that cannot be traced is not printed (design §9). */

export type UnitLabel = "次" | "家" | "件" | "项" | "%";

export interface Figure {
  /** Stable within a notice: `total.sessions`, `unit_water.closed`. */
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** Of a rate: printed beside it (domain.md §1.8 rule 5). */
  readonly numerator?: number;
  readonly denominator?: number;
  readonly unitLabel: UnitLabel;
  /** Ids of the sessions, submissions, obligations or units behind it: distinct and sorted. */
  readonly sources: readonly string[];
}

/** One thing that is counted, and the papers through which it can be looked into. */
export interface Source {
  readonly id: string;
  readonly behind?: readonly string[];
}

/** Counts distinct things: the value *is* the number of ids, so it cannot be more than what can be shown. */
export function tally(
  id: string,
  label: string,
  unitLabel: Exclude<UnitLabel, "%">,
  things: readonly Source[],
): Figure {
  return {
    id,
    label,
    value: new Set(things.map((thing) => thing.id)).size,
    unitLabel,
    sources: distinct(things.flatMap((thing) => [thing.id, ...(thing.behind ?? [])])),
  };
}

/** `part` of `whole` in per cent to one decimal; undefined when there is no whole to take a part of. */
export function rate(id: string, label: string, part: Figure, whole: Figure): Figure | undefined {
  if (whole.value === 0) return undefined;
  return {
    id,
    label,
    value: percentage(part.value, whole.value),
    numerator: part.value,
    denominator: whole.value,
    unitLabel: "%",
    sources: distinct([...part.sources, ...whole.sources]),
  };
}

/** The quotient to the printed digit (domain.md §4.6). */
export function percentage(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}

/** Whether every one of the things counted can be shown. */
export function isTraced(figure: Figure): boolean {
  return figure.sources.length >= (figure.unitLabel === "%" ? 1 : figure.value);
}

/** As it is printed: `28家`, `93.3%`. */
export function figureText(figure: Figure): string {
  return `${figure.value}${figure.unitLabel}`;
}

export function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}

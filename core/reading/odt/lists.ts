/** Counts through the lists of an OpenDocument text: what is open, and which list goes on (ODF 1.3 §5.3). */
import type { OdtStyles } from "./styles.ts";
import { OUTLINE } from "./styles.ts";

type Counts = Map<number, number>;
type OpenList = { style: string | undefined; counts: Counts };
type Item = { numbered: boolean; start?: number };

export class OdtLists {
  readonly #styles: OdtStyles;
  readonly #open: OpenList[] = [];
  readonly #items: Item[] = [];
  readonly #byId = new Map<string, Counts>();
  readonly #lastOfStyle = new Map<string, Counts>();
  readonly #outline: Counts = new Map();

  constructor(styles: OdtStyles) {
    this.#styles = styles;
  }

  openList(
    style: string | undefined,
    id: string | undefined,
    goesOn: boolean,
    goesOnWith: string | undefined,
  ): void {
    const outer = this.#open.at(-1);
    const known = style ?? outer?.style;
    const counts =
      outer?.counts ??
      this.#byId.get(goesOnWith ?? "") ??
      (goesOn ? this.#lastOfStyle.get(known ?? "") : undefined) ??
      new Map<number, number>();
    if (outer === undefined) {
      if (id !== undefined) this.#byId.set(id, counts);
      this.#lastOfStyle.set(known ?? "", counts);
    }
    this.#open.push({ style: known, counts });
  }

  closeList(): void {
    this.#open.pop();
  }

  openItem(start: string | undefined, numbered: boolean): void {
    this.#items.push({ numbered, start: start === undefined ? undefined : Number(start) });
  }

  closeItem(): void {
    this.#items.pop();
  }

  /** The label of a paragraph that begins here; only the first of an item has one. */
  label(paragraphStyle: string | undefined): string {
    const list = this.#open.at(-1);
    const item = this.#items.at(-1);
    const style = list?.style ?? this.#styles.listOf(paragraphStyle);
    if (list === undefined || item === undefined || !item.numbered || style === undefined) return "";
    item.numbered = false;
    return this.#count(list.counts, style, this.#open.length, item.start);
  }

  /** The label of a heading that stands in no list. */
  outlineLabel(level: number): string {
    return this.#open.length > 0 ? "" : this.#count(this.#outline, OUTLINE, level);
  }

  #count(counts: Counts, style: string, level: number, start?: number): string {
    counts.set(level, start ?? (counts.get(level) ?? this.#styles.start(style, level) - 1) + 1);
    for (const deeper of [...counts.keys()]) if (deeper > level) counts.delete(deeper);
    return this.#styles.label(style, level, counts);
  }
}

/**
 * The one way text is put together: lines of placed stretches, so that text and places cannot disagree.
 * Readers write stretches; nobody else computes offsets.
 */
import type { TextLocation } from "./document.ts";
import { replaceSymbols } from "./docx/symbols.ts";
import { asTyped } from "./glyphs.ts";
import { ReadingRefused } from "./refusal.ts";

type Origin = Omit<TextLocation, "start" | "end">;
type Separator = "\n" | "\t" | " " | "";
type Stretch = { text: string; origin: Origin; before: Separator };
/** A picture that stands somewhere in a document; `name` tells it from the others. `isMember`: it is a file of its own in an archive. */
export type Held = { name: string; bytes: () => Promise<Uint8Array | undefined>; isMember?: boolean };
type Piece = Stretch | { held: Held };

const isStretch = (piece: Piece): piece is Stretch => "text" in piece;

/** Collects stretches of text; {@link Lines.finish} joins them. Refuses `too_large` past `cap` UTF-16 units. */
export class Lines {
  readonly #pieces: Piece[] = [];
  readonly #cap: number;
  #length = 0;

  constructor(cap: number) {
    this.#cap = cap;
  }

  /** Adds a stretch; `before` is what separates it from the one before (a line end, a tab, a blank or nothing). */
  add(written: string, origin: Origin, before: Separator = "\n"): void {
    let separator = before;
    for (const text of replaceSymbols(asTyped(written)).split("\n")) {
      this.#length += text.length + 1;
      if (this.#length > this.#cap) throw new ReadingRefused("too_large");
      this.#pieces.push({ text, origin, before: separator });
      separator = "\n";
    }
  }

  /** Keeps the place of a picture: what it shows is written there once it has been recognised. */
  hold(held: Held): void {
    this.#pieces.push({ held });
  }

  /** Moves what another collection holds behind these. */
  append(other: Lines): void {
    for (const piece of other.#pieces) {
      if (isStretch(piece)) this.add(piece.text, piece.origin, piece.before);
      else this.hold(piece.held);
    }
  }

  get isEmpty(): boolean {
    return this.#stretches.every(({ text }) => text.trim() === "");
  }

  get #stretches(): Stretch[] {
    return this.#pieces.filter(isStretch);
  }

  /** The pictures that are held, each once, in order. */
  get pictures(): Held[] {
    const held = this.#pieces.flatMap((piece) =>
      isStretch(piece) ? [] : [[piece.held.name, piece.held] as const],
    );
    return [...new Map(held.toReversed()).values()].toReversed();
  }

  /** The same lines, with what `write` puts in the place of each picture, the first time it stands there. */
  filled(write: (held: Held, into: Lines) => void): Lines {
    const lines = new Lines(this.#cap);
    const written = new Set<string>();
    for (const piece of this.#pieces) {
      if (isStretch(piece)) lines.add(piece.text, piece.origin, piece.before);
      else if (!written.has(piece.held.name)) {
        written.add(piece.held.name);
        write(piece.held, lines);
      }
    }
    return lines;
  }

  /** The text and its places, in order. */
  finish(): { text: string; places: TextLocation[] } {
    const pieces: string[] = [];
    const places: TextLocation[] = [];
    let offset = 0;
    for (const [index, { text, origin, before }] of this.#stretches.entries()) {
      if (index > 0) {
        pieces.push(before);
        offset += before.length;
      }
      pieces.push(text);
      places.push({ start: offset, end: offset + text.length, ...origin });
      offset += text.length;
    }
    return { text: pieces.join(""), places };
  }
}

/** The streams of a compound file, whole: chains of sectors, the mini stream, the directory as a tree ([MS-CFB]). */
import { ReadingRefused } from "../refusal.ts";
import { Binary } from "./binary.ts";

const ENTRY = 128;
const MINI_SECTOR = 64;
const LAST = 0xfffffffa;
const STORAGE = 1;
const STREAM = 2;
const HEADER_TABLES = 109;
const MAX_ENTRIES = 10_000;

type Entry = {
  name: string;
  kind: number;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
};

/** What an object of a document keeps: streams of its own. */
export type Storage = { names: string[]; read(name: string): Binary | undefined };

export class Streams {
  readonly #file: Binary;
  readonly #sectorSize: number;
  readonly #miniCutoff: number;
  readonly #table: number[] = [];
  readonly #miniTable: number[];
  readonly #entries: Entry[] = [];
  #mini: Binary | undefined;

  /** Throws {@link ReadingRefused} `malformed` or `truncated` when the chains lead nowhere. */
  constructor(bytes: Uint8Array) {
    this.#file = new Binary(bytes);
    this.#sectorSize = 1 << (this.#file.u16(30) & 15);
    this.#miniCutoff = this.#file.u32(56);
    for (const sector of this.#tableSectors()) this.#table.push(...this.#numbersOf(sector));
    this.#miniTable = this.#chain(this.#file.u32(60)).flatMap((sector) => this.#numbersOf(sector));
    for (const sector of this.#chain(this.#file.u32(48))) this.#addEntries(this.#offset(sector));
  }

  /** A stream beside the root of the file, not one of an object embedded in it. */
  read(name: string): Binary | undefined {
    return this.#read(this.#entries[0], name);
  }

  /** The storages in one beside the root, by name: the objects of a document. */
  storages(name: string): Map<string, Storage> {
    const pool = this.#children(this.#entries[0]).find(
      (entry) => entry.kind === STORAGE && entry.name === name,
    );
    const storages = this.#children(pool).filter(({ kind }) => kind === STORAGE);
    return new Map(
      storages.map((storage) => [
        storage.name,
        {
          names: this.#children(storage).flatMap(({ kind, name: of }) => (kind === STREAM ? [of] : [])),
          read: (stream: string) => this.#read(storage, stream),
        },
      ]),
    );
  }

  #read(storage: Entry | undefined, name: string): Binary | undefined {
    const entry = this.#children(storage).find(
      (candidate) => candidate.kind === STREAM && candidate.name === name,
    );
    if (entry === undefined) return undefined;
    if (entry.size >= this.#miniCutoff) return this.#gather(entry.start, entry.size);
    this.#mini ??= this.#gather(this.#entries[0]?.start ?? LAST, this.#entries[0]?.size ?? 0);
    return this.#gatherMini(this.#mini, entry);
  }

  #offset(sector: number): number {
    const offset = (sector + 1) * this.#sectorSize;
    if (offset >= this.#file.length) throw new ReadingRefused("truncated");
    return offset;
  }

  #numbersOf(sector: number): number[] {
    const offset = this.#offset(sector);
    const count = Math.min(this.#sectorSize, this.#file.length - offset) >> 2;
    return Array.from({ length: count }, (_, i) => this.#file.u32(offset + i * 4));
  }

  /** Sectors of the table of sectors: the first 109 in the header, the rest in a chain of their own. */
  #tableSectors(): number[] {
    const sectors = Array.from({ length: HEADER_TABLES }, (_, i) => this.#file.u32(76 + i * 4));
    const most = this.#file.length / this.#sectorSize;
    let next = this.#file.u32(68);
    for (let count = 0; next < LAST; count++) {
      if (count > most) throw new ReadingRefused("malformed");
      const numbers = this.#numbersOf(next);
      next = numbers.pop() ?? LAST;
      sectors.push(...numbers);
    }
    return sectors.filter((sector) => sector < LAST);
  }

  #chain(start: number, table: readonly number[] = this.#table): number[] {
    const sectors: number[] = [];
    for (let sector = start; sector < LAST; ) {
      // a chain longer than the table turns in a circle
      if (sectors.length > table.length) throw new ReadingRefused("malformed");
      sectors.push(sector);
      const next = table[sector];
      if (next === undefined) throw new ReadingRefused("malformed");
      sector = next;
    }
    return sectors;
  }

  #gather(start: number, size: number): Binary {
    if (size > this.#file.length) throw new ReadingRefused("truncated");
    const whole = new Uint8Array(size);
    let at = 0;
    for (const sector of this.#chain(start)) {
      if (at >= size) break;
      const offset = this.#offset(sector);
      const part = this.#file.bytes.subarray(offset, offset + Math.min(this.#sectorSize, size - at));
      whole.set(part, at);
      at += this.#sectorSize;
    }
    if (at < size) throw new ReadingRefused("truncated");
    return new Binary(whole);
  }

  #gatherMini(mini: Binary, { start, size }: Entry): Binary {
    const whole = new Uint8Array(size);
    let at = 0;
    for (const sector of this.#chain(start, this.#miniTable)) {
      if (at >= size) break;
      const length = Math.min(MINI_SECTOR, size - at);
      whole.set(mini.slice(sector * MINI_SECTOR, length).bytes, at);
      at += MINI_SECTOR;
    }
    if (at < size) throw new ReadingRefused("malformed");
    return new Binary(whole);
  }

  #addEntries(offset: number): void {
    for (let at = offset; at < offset + this.#sectorSize; at += ENTRY) {
      if (this.#entries.length > MAX_ENTRIES) throw new ReadingRefused("malformed");
      const units = Math.max(0, Math.min(31, (this.#file.u16(at + 64) >> 1) - 1));
      this.#entries.push({
        name: this.#file.utf16(at, units),
        kind: this.#file.u8(at + 66),
        left: this.#file.u32(at + 68),
        right: this.#file.u32(at + 72),
        child: this.#file.u32(at + 76),
        start: this.#file.u32(at + 116),
        size: this.#file.u32(at + 120),
      });
    }
  }

  /** The children of a storage: a tree of siblings, which may be damaged into a circle. */
  #children(storage: Entry | undefined): Entry[] {
    const found = new Map<number, Entry>();
    const waiting = [storage?.child ?? LAST];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const entry = this.#entries[index];
      if (entry === undefined || found.has(index)) continue;
      found.set(index, entry);
      waiting.push(entry.left, entry.right);
    }
    return [...found.values()];
  }
}

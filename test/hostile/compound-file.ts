/** Compound files of old Office byte by byte ([MS-CFB]): streams and storages, and chains that lead astray. */
import { ascii } from "./trap.ts";

export type Stored = { name: string; data?: Uint8Array; storage?: boolean };

const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const TABLE = 0xfffffffd;
const ENTRY = 128;

/** Every stream in sectors of its own (none in the mini stream); siblings are a chain to the right. */
export function compoundFile(
  stored: readonly Stored[],
  damage: (file: DataView) => void = () => {},
): Uint8Array {
  const directorySectors = Math.ceil((stored.length + 1) / 4);
  const sectorsOf = ({ data }: Stored) => Math.ceil((data?.length ?? 0) / SECTOR);
  const used = directorySectors + stored.reduce((sum, stream) => sum + sectorsOf(stream), 0);
  const tables = Math.ceil((used + 1) / (SECTOR / 4 - 1));
  const bytes = new Uint8Array(SECTOR * (1 + tables + used));
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    view.setUint16(at, value, true);
  const numbers = [
    [44, tables],
    [48, tables],
    [56, 0],
    [60, END],
    [68, END],
  ] as const;
  for (const [at, value] of numbers) view.setUint32(at, value, true);
  for (let at = 76; at < SECTOR; at += 4) view.setUint32(at, FREE, true);
  for (let table = 0; table < tables; table++) view.setUint32(76 + table * 4, table, true);
  const setNext = (sector: number, next: number) => view.setUint32(SECTOR + sector * 4, next, true);
  for (let sector = 0; sector < (tables * SECTOR) / 4; sector++) setNext(sector, FREE);
  for (let table = 0; table < tables; table++) setNext(table, TABLE);

  let next = tables;
  const allot = (count: number): number => {
    const first = next;
    for (let i = 0; i < count; i++) setNext(first + i, i + 1 < count ? first + i + 1 : END);
    next += count;
    return count === 0 ? END : first;
  };
  const directory = (allot(directorySectors) + 1) * SECTOR;
  const entry = (index: number, name: string, kind: number, start: number, size: number) => {
    const at = directory + index * ENTRY;
    for (let i = 0; i < name.length; i++) view.setUint16(at + i * 2, name.charCodeAt(i), true);
    view.setUint16(at + 64, (name.length + 1) * 2, true);
    bytes[at + 66] = kind;
    bytes[at + 67] = 1;
    view.setUint32(at + 68, FREE, true);
    view.setUint32(at + 72, index > 0 && index < stored.length ? index + 1 : FREE, true);
    view.setUint32(at + 76, index === 0 && stored.length > 0 ? 1 : FREE, true);
    view.setUint32(at + 116, start, true);
    view.setUint32(at + 120, size, true);
  };
  entry(0, "Root Entry", 5, END, 0);
  for (const [index, stream] of stored.entries()) {
    const start = allot(sectorsOf(stream));
    bytes.set(stream.data ?? new Uint8Array(), (start === END ? 0 : start + 1) * SECTOR);
    entry(index + 1, stream.name, stream.storage ? 1 : 2, start, stream.data?.length ?? 0);
  }
  damage(view);
  return bytes;
}

/** Records of an .xls: kind and content. */
export function biff(
  ...records: readonly (readonly [kind: number, content: readonly number[]])[]
): Uint8Array {
  return Uint8Array.from(
    records.flatMap(([kind, content]) => [
      kind & 255,
      kind >> 8,
      content.length & 255,
      content.length >> 8,
      ...content,
    ]),
  );
}

export const u16 = (value: number) => [value & 255, (value >> 8) & 255];
export const u32 = (value: number) => [...u16(value), ...u16(value >>> 16)];
/** The start of a workbook, or of a sheet of one. */
export const biffBegin = (kind: number) =>
  [0x809, [...u16(0x600), ...u16(kind), ...u32(0), ...u32(0), ...u32(6)]] as const;
export const biffEnd = [0x0a, []] as const;

/** The description of a sheet in its workbook; `kind` 1 is a sheet of Excel 4 macros. */
export function biffSheet(at: number, kind: number, name: string) {
  return [0x85, [...u32(at), 0, kind, name.length, 0, ...ascii(name)]] as const;
}

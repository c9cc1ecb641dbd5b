/** A compound file made of streams that were taken out of another: an object of a document, as a file by itself. */
import type { Binary } from "./binary.ts";

const SECTOR = 4096;
const PER_SECTOR = SECTOR / 4;
const ENTRY = 128;
const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
const TABLE = 0xfffffffd;
/** Sectors of the table that the header names by itself. */
const HEADER_TABLES = 109;

type Stream = { name: string; content: Binary };

/** The file that holds these streams beside its root; undefined when they are too many for a plain one. */
export function composeCompound(streams: readonly Stream[]): Uint8Array | undefined {
  const directory = Math.ceil(((streams.length + 1) * ENTRY) / SECTOR);
  const sizes = streams.map(({ content }) => Math.ceil(content.length / SECTOR));
  const content = directory + sizes.reduce((sum, size) => sum + size, 0);
  const tables = Math.ceil(content / (PER_SECTOR - 1));
  if (tables > HEADER_TABLES) return undefined;

  const file = new Uint8Array((1 + content + tables) * SECTOR);
  const view = new DataView(file.buffer);
  writeHeader(view, content, tables);
  const tableAt = (1 + content) * SECTOR;
  for (let at = 0; at < tables * PER_SECTOR; at++) view.setUint32(tableAt + at * 4, FREE, true);
  for (let table = 0; table < tables; table++) view.setUint32(tableAt + (content + table) * 4, TABLE, true);
  const chain = (start: number, length: number) => {
    for (let at = 0; at < length; at++)
      view.setUint32(tableAt + (start + at) * 4, at + 1 < length ? start + at + 1 : END_OF_CHAIN, true);
  };
  chain(0, directory);
  writeEntry(view, 0, { name: "Root Entry", kind: 5, child: streams.length > 0 ? 1 : FREE, right: FREE });
  let sector = directory;
  for (const [index, { name, content: bytes }] of streams.entries()) {
    const right = index + 1 < streams.length ? index + 2 : FREE;
    const start = bytes.length === 0 ? END_OF_CHAIN : sector;
    writeEntry(view, index + 1, { name, kind: 2, child: FREE, right, start, size: bytes.length });
    file.set(bytes.bytes, (1 + sector) * SECTOR);
    chain(sector, sizes[index] ?? 0);
    sector += sizes[index] ?? 0;
  }
  return file;
}

function writeHeader(view: DataView, content: number, tables: number): void {
  for (const [at, byte] of [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].entries())
    view.setUint8(at, byte);
  view.setUint16(26, 4, true);
  view.setUint16(28, 0xfffe, true);
  view.setUint16(30, 12, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, tables, true);
  view.setUint32(48, 0, true);
  // no stream is so small that it would stand among the small ones
  view.setUint32(56, 0, true);
  view.setUint32(60, END_OF_CHAIN, true);
  view.setUint32(68, END_OF_CHAIN, true);
  for (let table = 0; table < HEADER_TABLES; table++)
    view.setUint32(76 + table * 4, table < tables ? content + table : FREE, true);
}

type Entry = { name: string; kind: number; child: number; right: number; start?: number; size?: number };

function writeEntry(view: DataView, index: number, entry: Entry): void {
  const at = SECTOR + index * ENTRY;
  const name = entry.name.slice(0, 31);
  for (let unit = 0; unit < name.length; unit++) view.setUint16(at + unit * 2, name.charCodeAt(unit), true);
  view.setUint16(at + 64, (name.length + 1) * 2, true);
  view.setUint8(at + 66, entry.kind);
  view.setUint32(at + 68, FREE, true);
  view.setUint32(at + 72, entry.right, true);
  view.setUint32(at + 76, entry.child, true);
  view.setUint32(at + 116, entry.start ?? END_OF_CHAIN, true);
  view.setUint32(at + 120, entry.size ?? 0, true);
}

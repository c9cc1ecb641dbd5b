/** WOFF 1.0 (W3C, 2012) to the sfnt font that typesetters take: each table is stored plain or zlib-compressed. */
import { inflateSync } from "node:zlib";

const SIGNATURE = 0x774f4646; // "wOFF"
const HEADER = 44;
const ENTRY = 20;

/** Refuses (throws) anything that is not a WOFF file. Tables keep their order and checksums. */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.length < HEADER || woff.readUInt32BE(0) !== SIGNATURE) throw new Error("not a WOFF font");
  const flavor = woff.readUInt32BE(4);
  const tables = woff.readUInt16BE(12);
  const sfnt = Buffer.alloc(woff.readUInt32BE(16));
  const power = 2 ** Math.floor(Math.log2(tables)) * 16;
  sfnt.writeUInt32BE(flavor, 0);
  sfnt.writeUInt16BE(tables, 4);
  sfnt.writeUInt16BE(power, 6);
  sfnt.writeUInt16BE(Math.log2(power / 16), 8);
  sfnt.writeUInt16BE(tables * 16 - power, 10);

  let position = 12 + 16 * tables;
  for (let i = 0; i < tables; i++) {
    const entry = HEADER + ENTRY * i;
    const start = woff.readUInt32BE(entry + 4);
    const stored = woff.readUInt32BE(entry + 8);
    const length = woff.readUInt32BE(entry + 12);
    const raw = woff.subarray(start, start + stored);
    (stored < length ? inflateSync(raw) : raw).copy(sfnt, position);
    const record = 12 + 16 * i;
    woff.copy(sfnt, record, entry, entry + 4);
    sfnt.writeUInt32BE(woff.readUInt32BE(entry + 16), record + 4);
    sfnt.writeUInt32BE(position, record + 8);
    sfnt.writeUInt32BE(length, record + 12);
    position += (length + 3) & ~3;
  }
  return sfnt;
}

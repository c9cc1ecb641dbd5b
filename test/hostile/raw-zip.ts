/** Zip archives byte by byte, so that every field of their headers can lie (APPNOTE.TXT 4.3). */
import { constants, crc32, deflateRawSync } from "node:zlib";
import { joined, utf8 } from "./trap.ts";

export type RawMember = {
  name: string | Uint8Array;
  data?: string | Uint8Array;
  /** Packed already, by {@link swelling}; `data` is not looked at. */
  packed?: Swollen;
  /** Inflated sizes to claim instead of the true one. */
  centralSize?: number;
  localSize?: number;
  /** A size of more than 32 bits, claimed in the zip64 extra field. */
  zip64Size?: bigint;
  /** Upper half: the Unix mode, such as 0o120777 for a symbolic link. */
  attributes?: number;
  /** Shares the packed bytes of the member before it. */
  overlapping?: boolean;
};

const DEFLATED = 8;
const UTF8_NAMES = 0x800;

export type Swollen = { bytes: Uint8Array; size: number; crc: number };

/** `times` the same chunk, packed once: a stream of gigabytes in kilobytes. */
export function swelling(chunk: string | Uint8Array, times: number, head = "", tail = ""): Swollen {
  const flushed = (text: string | Uint8Array) =>
    new Uint8Array(deflateRawSync(text, { level: 9, finishFlush: constants.Z_FULL_FLUSH }));
  const piece = flushed(chunk);
  const bytes = joined(
    flushed(head),
    ...Array.from({ length: times }, () => piece),
    new Uint8Array(deflateRawSync(tail)),
  );
  const size = utf8(head).length + times * Buffer.byteLength(chunk) + utf8(tail).length;
  let crc = crc32(head);
  for (let time = 0; time < times; time++) crc = crc32(chunk, crc);
  return { bytes, size, crc: crc32(tail, crc) };
}

/** An archive of these members. `extra` is what the end record claims beyond the true count of entries. */
export function rawZip(members: readonly RawMember[], extra = 0): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  let before = 0;
  for (const member of members) {
    const data = typeof member.data === "string" ? utf8(member.data) : (member.data ?? new Uint8Array());
    const packed = member.packed?.bytes ?? new Uint8Array(deflateRawSync(data));
    const size = member.packed?.size ?? data.length;
    const name = typeof member.name === "string" ? utf8(member.name) : member.name;
    const zip64 = member.zip64Size === undefined ? new Uint8Array() : zip64Field(member.zip64Size);
    const crc = member.packed?.crc ?? crc32(data);
    const fields = { crc, packed: packed.length, name, zip64 };
    const at = member.overlapping ? before : offset;
    if (!member.overlapping) {
      const local = header(0x04034b50, {
        ...fields,
        size: member.localSize ?? size,
        zip64: new Uint8Array(),
      });
      parts.push(local, packed);
      before = offset;
      offset += local.length + packed.length;
    }
    const claimed = member.zip64Size === undefined ? (member.centralSize ?? size) : 0xffffffff;
    directory.push(centralHeader({ ...fields, size: claimed }, at, member.attributes ?? 0));
  }
  const central = joined(...directory);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, members.length + extra, true);
  view.setUint16(10, members.length + extra, true);
  view.setUint32(12, central.length, true);
  view.setUint32(16, offset, true);
  return joined(...parts, central, end);
}

type Fields = { crc: number; packed: number; size: number; name: Uint8Array; zip64: Uint8Array };

function header(signature: number, { crc, packed, size, name, zip64 }: Fields): Uint8Array {
  const head = new Uint8Array(30);
  const view = new DataView(head.buffer);
  view.setUint32(0, signature, true);
  view.setUint16(4, 20, true);
  view.setUint16(6, UTF8_NAMES, true);
  view.setUint16(8, DEFLATED, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, packed, true);
  view.setUint32(22, size, true);
  view.setUint16(26, name.length, true);
  view.setUint16(28, zip64.length, true);
  return joined(head, name, zip64);
}

/** The header of the directory is that of the member with two bytes more before and twenty behind. */
function centralHeader(fields: Fields, offset: number, attributes: number): Uint8Array {
  const local = header(0x02014b50, fields);
  const head = new Uint8Array(46);
  head.set(local.subarray(0, 4), 0);
  head.set([20, 3], 4);
  head.set(local.subarray(4, 30), 6);
  const view = new DataView(head.buffer);
  view.setUint32(38, attributes, true);
  view.setUint32(42, offset, true);
  return joined(head, fields.name, fields.zip64);
}

function zip64Field(size: bigint): Uint8Array {
  const field = new Uint8Array(12);
  const view = new DataView(field.buffer);
  view.setUint16(0, 1, true);
  view.setUint16(2, 8, true);
  view.setBigUint64(4, size, true);
  return field;
}

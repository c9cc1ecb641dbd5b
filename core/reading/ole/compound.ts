/**
 * The compound file of old Office (.doc, .xls, .wps) as far as it must be known to name what is inside:
 * stream names, and the first bytes of a stream. [MS-CFB] §2.
 */
const HEADER = 512;
const ENTRY = 128;
const END_OF_CHAIN = 0xfffffffe;
const MAX_DIRECTORY_SECTORS = 2048;

export type CompoundStream = { name: string; start: number; size: number };
export type Compound = {
  streams: CompoundStream[];
  /** The first bytes (one sector at most) of a stream that is not in the mini stream; else undefined. */
  head(stream: CompoundStream): DataView | undefined;
};

/** Reads the directory of a compound file; undefined when it is cut off or contradicts itself. */
export function openCompound(bytes: Uint8Array): Compound | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorShift = view.getUint16(30, true);
  if (sectorShift !== 9 && sectorShift !== 12) return undefined;
  const sectorSize = 1 << sectorShift;
  const miniCutoff = view.getUint32(56, true);

  const sectorAt = (sector: number): number | undefined => {
    const offset = (sector + 1) * sectorSize;
    return offset + sectorSize <= bytes.length ? offset : undefined;
  };
  /** The sector that follows in a chain; only the 109 table sectors named in the header are followed. */
  const next = (sector: number): number | undefined => {
    const perSector = sectorSize / 4;
    const table = Math.floor(sector / perSector);
    if (table >= 109) return undefined;
    const offset = sectorAt(view.getUint32(76 + table * 4, true));
    return offset === undefined ? undefined : view.getUint32(offset + (sector % perSector) * 4, true);
  };

  const streams: CompoundStream[] = [];
  let sector: number | undefined = view.getUint32(48, true);
  for (let count = 0; sector !== undefined && sector < END_OF_CHAIN; count++) {
    const offset = sectorAt(sector);
    if (offset === undefined || count > MAX_DIRECTORY_SECTORS) return undefined;
    for (let at = offset; at < offset + sectorSize; at += ENTRY) {
      const stream = directoryEntry(view, at);
      if (stream !== undefined) streams.push(stream);
    }
    sector = next(sector);
  }
  return {
    streams,
    head(stream) {
      const offset = stream.size >= miniCutoff ? sectorAt(stream.start) : undefined;
      return offset === undefined
        ? undefined
        : new DataView(bytes.buffer, bytes.byteOffset + offset, Math.min(sectorSize, stream.size));
    },
  };
}

function directoryEntry(view: DataView, at: number): CompoundStream | undefined {
  const nameBytes = view.getUint16(at + 64, true);
  if (nameBytes < 2 || nameBytes > 64) return undefined;
  let name = "";
  for (let i = 0; i < nameBytes - 2; i += 2) name += String.fromCharCode(view.getUint16(at + i, true));
  return { name, start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) };
}

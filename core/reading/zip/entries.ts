/** What a zip directory may claim. Looks at the claims only; nothing is inflated here. */
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";

/** The claims of one directory entry that matter here. */
export type Claim = {
  filename: string;
  offset: number;
  compressedSize: number;
  uncompressedSize: number;
  encrypted: boolean;
  /** The member is no file but the name of one, on the disk where it is unpacked. */
  symlink: boolean;
};

const SMALL = 1024 * 1024;
const LOCAL_HEADER = 30;
/** Names that leave the folder they are unpacked into, on any system. */
const unsafeName = /(^|[\\/])\.\.([\\/]|$)|^[A-Za-z]:[\\/]|^\\\\|\0/;
/** Parts of an office file that hold text; the cap of one XML part applies. */
const xmlName = /\.(xml|rels)$/i;

/** Refuses the archive for the first claim that no office program would make. */
export function checkEntries(claims: readonly Claim[], limits: Limits): void {
  if (claims.length > limits.zipEntries)
    throw new ReadingRefused("bomb", "压缩包内文件过多，请减少后重新上传");
  const names = new Set<string>();
  let total = 0;
  for (const claim of claims) {
    if (unsafeName.test(claim.filename) || claim.symlink) throw new ReadingRefused("unsafe_path");
    if (claim.encrypted) throw new ReadingRefused("encrypted");
    // Office opens part names without regard to case: two spellings would be two contents of one part
    const name = claim.filename.replaceAll("\\", "/").toLowerCase();
    if (names.has(name)) throw new ReadingRefused("malformed");
    names.add(name);
    total += claim.uncompressedSize;
    if (isInflated(claim, limits) || total > limits.zipInflatedBytes) throw new ReadingRefused("bomb");
  }
  if (overlap(claims)) throw new ReadingRefused("bomb");
}

function isInflated(claim: Claim, limits: Limits): boolean {
  if (xmlName.test(claim.filename) && claim.uncompressedSize > limits.xmlPartBytes) return true;
  return claim.uncompressedSize > SMALL && claim.uncompressedSize > claim.compressedSize * limits.zipRatio;
}

/** Members that share packed bytes make a small file inflate without end. */
function overlap(claims: readonly Claim[]): boolean {
  const sorted = claims.toSorted((a, b) => a.offset - b.offset);
  return sorted.some((claim, index) => {
    const next = sorted[index + 1];
    return next !== undefined && claim.offset + LOCAL_HEADER + claim.compressedSize > next.offset;
  });
}

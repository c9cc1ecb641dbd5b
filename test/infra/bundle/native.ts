/** Native parts in a packed function, and what they ask of the system beneath. */
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

export interface NativePart {
  /** From the package's root. */
  readonly path: string;
  /** ELF for x86-64. */
  readonly fits: boolean;
  /** Newest version asked of each library: `{ GLIBC: "2.28", GLIBCXX: "3.4.22" }` */
  readonly asks: Readonly<Record<string, string>>;
}

/** Every library of a folder, also those of other systems. */
export async function nativeParts(root: string): Promise<NativePart[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const libraries = entries.filter(
    (entry) => entry.isFile() && /\.(node|dll|dylib|so(\.\d+)*)$/.test(entry.name),
  );
  return Promise.all(
    libraries.map(async ({ parentPath, name }) => {
      const file = join(parentPath, name);
      const bytes = await readFile(file);
      return { path: relative(root, file), fits: isForLambda(bytes), asks: asksOf(bytes) };
    }),
  );
}

/** The ELF header: magic, 64 bits, and machine 0x3e, x86-64. */
const isForLambda = (bytes: Buffer): boolean =>
  bytes.subarray(0, 5).equals(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2])) && bytes.readUInt16LE(18) === 0x3e;

function asksOf(bytes: Buffer): Record<string, string> {
  const newest: Record<string, string> = {};
  for (const [, library = "", version = ""] of bytes
    .toString("latin1")
    .matchAll(/\0(GLIBC|GLIBCXX)_([\d.]+)(?=\0)/g))
    if (isNewer(version, newest[library] ?? "0")) newest[library] = version;
  return newest;
}

export function isNewer(version: string, than: string): boolean {
  const [own, other] = [version, than].map((text) => text.split(".").map(Number));
  for (let place = 0; place < 3; place++) {
    const difference = (own?.[place] ?? 0) - (other?.[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

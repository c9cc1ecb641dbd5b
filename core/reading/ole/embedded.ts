/** Files that stand in another: an object of another program, or a file behind an icon ([MS-OLEDS] §2.3). */
import { attempt, Binary } from "./binary.ts";
import { Streams } from "./streams.ts";

const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Streams by which Office knows its own documents. */
const ownDocuments = ["WordDocument", "Workbook", "Book"];
const isCompound = (bytes: Uint8Array) => compound.every((byte, at) => bytes[at] === byte);

/** The file in an embedding; undefined where there is only a picture of one. */
export function embeddedFile(bytes: Uint8Array): Uint8Array | undefined {
  if (!isCompound(bytes)) return bytes.length > 0 ? bytes : undefined;
  return attempt(() => {
    const streams = new Streams(bytes);
    if (ownDocuments.some((name) => streams.read(name) !== undefined)) return bytes;
    return fileIn((name) => streams.read(name));
  });
}

/** The file among the streams of an object: a package of Office, a file put in whole, a PDF. */
export function fileIn(read: (name: string) => Binary | undefined): Uint8Array | undefined {
  const native = read("\u0001Ole10Native");
  return (
    (read("Package") ?? read("CONTENTS"))?.bytes ??
    (native === undefined ? undefined : packagedFile(native, 6))
  );
}

/** A file behind an icon: names and paths, then its bytes ([MS-OLEDS] §2.3.6; the names are not documented). */
function packagedFile(native: Binary, start: number): Uint8Array | undefined {
  let at = start;
  const passText = () => {
    while (native.u8(at) !== 0) at++;
    at++;
  };
  passText();
  passText();
  at += 4;
  const pathLength = native.u32(at);
  at += 4 + pathLength;
  const size = native.u32(at);
  return size === 0 ? undefined : native.slice(at + 4, size).bytes;
}

/** The file in an object as RTF writes it down: three names, then its bytes ([MS-OLEDS] §2.2.5). */
export function writtenObject(bytes: Uint8Array): Uint8Array | undefined {
  return attempt(() => {
    const data = new Binary(bytes);
    let at = 8;
    const program = data.slice(at + 4, data.u32(at)).bytes;
    for (let name = 0; name < 3; name++) at += 4 + data.u32(at);
    const native = data.slice(at + 4, data.u32(at));
    const isPackage = new TextDecoder("latin1").decode(program).startsWith("Package");
    return isPackage ? packagedFile(native, 2) : embeddedFile(native.bytes);
  });
}

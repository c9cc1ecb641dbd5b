/** Pictures that claim more pixels than any page has, or frames without end; and kinds of picture we do not read. */

import { crc32, deflateSync } from "node:zlib";
import { wordXml } from "../../core/reading/fixtures/packages.ts";
import { packageOf } from "./packages.ts";
import { ascii, joined, type Trap } from "./trap.ts";

const u32 = (value: number) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
};

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const body = joined(ascii(kind), data);
  return joined(u32(data.length), body, u32(crc32(body)));
}

function png(width: number, height: number, pixels: Uint8Array): Uint8Array {
  return joined(
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk("IHDR", joined(u32(width), u32(height), Uint8Array.from([1, 0, 0, 0, 0]))),
    chunk("IDAT", new Uint8Array(deflateSync(pixels))),
    chunk("IEND", new Uint8Array()),
  );
}

function jpg(width: number, height: number): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, ...size, 3, ...Array(9).fill(0)],
    ...[0xff, 0xda, 0, 12, ...Array(10).fill(0), 0xff, 0xd9],
  ]);
}

/** A TIFF of directories, each with width and height; `next` of the last leads to `loop`. */
function tif(width: number, height: number, directories = 1, loop = 0): Uint8Array {
  const bytes = new Uint8Array(8 + directories * 30);
  const view = new DataView(bytes.buffer);
  bytes.set(ascii("II*\0"));
  view.setUint32(4, 8, true);
  for (let index = 0; index < directories; index++) {
    const at = 8 + index * 30;
    view.setUint16(at, 2, true);
    for (const [entry, tag, value] of [
      [0, 256, width],
      [1, 257, height],
    ] as const) {
      view.setUint16(at + 2 + entry * 12, tag, true);
      view.setUint16(at + 4 + entry * 12, 4, true);
      view.setUint32(at + 6 + entry * 12, 1, true);
      view.setUint32(at + 10 + entry * 12, value, true);
    }
    view.setUint32(at + 26, index + 1 < directories ? at + 30 : loop, true);
  }
  return bytes;
}

/** A Word file that holds nothing but this picture. */
function pasted(picture: Uint8Array): Uint8Array {
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
  const drawing =
    '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="p"/></w:drawing></w:r></w:p>';
  return packageOf("docx", {
    "word/document.xml": { data: wordXml("document", `<w:body>${drawing}</w:body>`) },
    "word/_rels/document.xml.rels": {
      data: `<Relationships xmlns="${relations}"><Relationship Id="p" Type="${image}" Target="media/1.png"/></Relationships>`,
    },
    "word/media/1.png": { data: picture },
  });
}

export const pictures: readonly Trap[] = [
  { name: "gigapixels.png", answers: ["bomb"], make: () => png(60_000, 60_000, new Uint8Array(1000)) },
  {
    name: "gigapixels-packed-well.png",
    answers: ["bomb", "too_large"],
    make: () => png(60_000, 60_000, new Uint8Array(60_000 * 600)),
  },
  {
    name: "more-rows-than-declared.png",
    answers: ["text", "empty", "malformed", "bomb"],
    make: () => png(100, 100, new Uint8Array(200 << 20)),
  },
  {
    name: "gigapixels-pasted.docx",
    answers: ["bomb"],
    make: () => pasted(png(60_000, 60_000, new Uint8Array(1000))),
  },
  { name: "no-pixels.png", answers: ["malformed"], make: () => png(0, 0, new Uint8Array()) },
  { name: "gigapixels.jpg", answers: ["bomb"], make: () => jpg(60_000, 60_000) },
  { name: "pixels-without-data.jpg", answers: ["malformed", "empty"], make: () => jpg(6000, 6000) },
  { name: "gigapixels.tif", answers: ["bomb"], make: () => tif(60_000, 60_000) },
  {
    name: "pixels-without-data.tif",
    answers: ["malformed", "empty", "truncated"],
    make: () => tif(6000, 6000),
  },
  { name: "directories-in-a-circle.tif", answers: ["bomb", "malformed"], make: () => tif(10, 10, 2, 8) },
  { name: "ten-thousand-pages.tif", answers: ["bomb", "too_large"], make: () => tif(10, 10, 10_000) },
  {
    name: "directory-outside.tif",
    answers: ["truncated", "malformed"],
    make: () => tif(10, 10, 1, 0x7fffffff),
  },
  ...(
    [
      ["gigapixels.gif", joined(ascii("GIF89a"), Uint8Array.from([0x60, 0xea, 0x60, 0xea, 0, 0, 0, 0x3b]))],
      ["script.gif", ascii("GIF89a=1;alert(1)//")],
      ["photo.heic", joined(u32(24), ascii("ftypheic"), new Uint8Array(40))],
      ["photo-of-a-phone.jpg", joined(u32(24), ascii("ftypmif1"), new Uint8Array(40))],
      ["photo.avif", joined(u32(24), ascii("ftypavif"), new Uint8Array(40))],
      ["photo.webp", joined(ascii("RIFF"), u32(100), ascii("WEBPVP8 "), new Uint8Array(40))],
      ["scan.bmp", joined(ascii("BM"), u32(70), new Uint8Array(60))],
    ] as const
  ).map(([name, bytes]) => ({ name, answers: ["unsupported"] as const, make: () => bytes })),
];

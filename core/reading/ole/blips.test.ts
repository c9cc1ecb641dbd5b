import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "../limits.ts";
import { measurePicture } from "../scan/header.ts";
import { Binary } from "./binary.ts";
import { pictureIn, storedPicture } from "./blips.ts";

const scan = new Uint8Array(
  readFileSync(new URL("../../../test/fixtures/scans/record.jpg", import.meta.url)),
);
const u16 = (value: number) => [value & 255, (value >> 8) & 255];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];
const record = (instance: number, kind: number, content: Uint8Array) =>
  new Binary(Uint8Array.from([...u16(instance << 4), ...u16(kind), ...u32(content.length), ...content]));
/** A picture behind one digest or two. */
const behind = (digests: number, picture: Uint8Array) =>
  Uint8Array.from([...new Uint8Array(digests * 16), 0xff, ...picture]);

describe("a picture among the drawings of old Office", () => {
  it("stands behind one digest or two, and is left alone when it is drawn in vectors", () => {
    expect(pictureIn(record(0x46a, 0xf01d, behind(1, scan)))).toEqual(scan);
    expect(pictureIn(record(0x46b, 0xf01d, behind(2, scan)))).toEqual(scan);
    expect(pictureIn(record(0x3d4, 0xf01a, behind(1, scan)))).toBeUndefined();
  });

  it("stands behind the record that speaks of it, or at a place of its own", () => {
    const blip = record(0x46a, 0xf01d, behind(1, scan)).bytes;
    const speaks = (place: number, name: number[]) => {
      const head = new Uint8Array(36);
      head.set(u32(place), 28);
      head[33] = name.length;
      return Uint8Array.from([...head, ...name]);
    };
    const inside = Uint8Array.from([...speaks(0, u16(0x61)), ...blip]);
    expect(storedPicture(new Binary(inside))).toEqual(scan);
    const delayed = new Binary(Uint8Array.from([1, 2, 3, ...blip]));
    expect(storedPicture(new Binary(speaks(3, [])), delayed)).toEqual(scan);
    expect(storedPicture(new Binary(speaks(0xffffffff, [])), delayed)).toBeUndefined();
    expect(storedPicture(new Binary(speaks(3, [])))).toBeUndefined();
  });

  it("becomes a file where it stands as in memory", () => {
    const bitmap = new Uint8Array(40 + 8 + 600 * 76);
    bitmap.set([...u32(40), ...u32(600), ...u32(500), ...u16(1), ...u16(1)]);
    const file = pictureIn(record(0x7a8, 0xf01f, behind(1, bitmap)));
    if (file === undefined) throw new Error("no picture");
    expect(measurePicture(file, "bmp", defaultLimits).sizes).toEqual([{ width: 600, height: 500 }]);
    // two colours stand between the head and the pixels
    expect(new Binary(file).u32(10)).toBe(14 + 40 + 8);
  });
});

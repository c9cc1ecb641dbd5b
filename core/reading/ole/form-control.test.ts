import { describe, expect, it } from "vitest";
import { Binary } from "./binary.ts";
import { shownByControl } from "./form-control.ts";

/** A control as the toolbox keeps it: its kind, value and caption, two bytes a character. */
function control(kind: number, value: string, caption: string): Binary {
  const padded = (text: string) => Math.ceil((text.length * 2) / 4) * 4;
  const bytes = new Uint8Array(4 + 8 + 12 + 8 + padded(value) + padded(caption));
  const view = new DataView(bytes.buffer);
  view.setUint8(1, 2);
  // kind, size, value, caption
  view.setUint32(4, (1 << 6) | (1 << 8) | (1 << 22) | (1 << 23), true);
  view.setUint8(12, kind);
  view.setUint32(16, value.length * 2, true);
  view.setUint32(20, caption.length * 2, true);
  const write = (text: string, at: number) =>
    Array.from(text).forEach((sign, i) => void view.setUint16(at + i * 2, sign.charCodeAt(0), true));
  write(value, 32);
  write(caption, 32 + padded(value));
  return new Binary(bytes);
}

describe("a control of the toolbox", () => {
  it.each([
    ["a ticked box", 4, "1", "集体研讨", "√集体研讨"],
    ["an empty box", 4, "0", "自学", "□自学"],
    ["a chosen button", 5, "1", "到会", "√到会"],
    ["a field", 1, "竹青", "", "竹青"],
    ["a list", 3, "三楼", "", "三楼"],
  ])("%s", (_, kind, value, caption, shown) => {
    expect(shownByControl(control(kind, value, caption))).toBe(shown);
  });

  it("that is cut off, or something else, shows nothing", () => {
    expect(shownByControl(new Binary(control(4, "1", "自学").bytes.slice(0, 30)))).toBeUndefined();
    expect(shownByControl(new Binary(new Uint8Array([0, 9, 0, 0])))).toBeUndefined();
  });
});

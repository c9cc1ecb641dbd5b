import { expect, test } from "vitest";
import { z } from "zod";
import { fileFault, manifestLines } from "./fault.ts";

const line = z.object({ file: z.string() });

test("a manifest saved by Notepad, with empty lines, is read", () => {
  expect(manifestLines('\uFEFF{"file":"甲.docx"}\r\n\r\n{"file":"乙.pdf"}\n', line)).toEqual([
    { file: "甲.docx" },
    { file: "乙.pdf" },
  ]);
});

test("a wrong line is named by its number, a wrong field by its name", () => {
  expect(() => manifestLines('{"file":"甲"}\n\nnot json', line)).toThrow("第3行有误");
  expect(() => manifestLines('{"file":7}', line)).toThrow("第1行的 file 有误");
});

test("what the system says is told in Chinese where it is known, else as it stands", () => {
  expect(fileFault(Object.assign(new Error("x"), { code: "EISDIR" }))).toContain("文件夹");
  expect(fileFault(new Error("disk on fire"))).toBe("disk on fire");
});

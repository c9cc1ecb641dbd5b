/** Units, members and accounts from a workbook and into one. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { key } from "./fields.ts";
import { change } from "./members.ts";

const administrator = { kind: "roles", roles: ["administrator"], scope: "jurisdiction" } as const;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The bytes of the .xlsx in base64: 700 KB of them, ten times what an office of a thousand people fills. */
const file = z.base64("文件没有完整传来，请重新选择。").max(950_000, "文件过大，请删去图片，或分几次导入。");

const planned = z.object({ name: z.string(), isNew: z.boolean(), changes: z.array(change) });

/** `row`: as the program that made the file counts, from 1; 0 of a sheet as a whole. */
const fault = z.object({
  sheet: z.string(),
  row: z.number().int(),
  column: z.string(),
  message: z.string(),
});

export const importPreview = z.object({
  /** What is imported is what has been seen: to be sent along. */
  base: z.number().int(),
  faults: z.array(fault),
  units: z.array(planned),
  people: z.array(planned),
});

export const importLine = z.object({
  id: z.string(),
  fileName: z.string(),
  at: z.string(),
  byName: z.string(),
  state: z.enum(["applying", "applied", "undoing", "undone"]),
  units: z.number().int(),
  people: z.number().int(),
  undoable: z.boolean(),
});

export const importEndpoints = {
  importTemplate: endpoint({
    method: "get",
    path: "/api/imports/template.xlsx",
    summary: "A workbook to be filled in: units, members, accounts",
    access: administrator,
    content: XLSX,
  }),
  exportWorkbook: endpoint({
    method: "get",
    path: "/api/imports/export.xlsx",
    summary: "Units, members and accounts as they stand, in the form in which they are imported",
    access: administrator,
    content: XLSX,
  }),
  previewImport: endpoint({
    method: "post",
    path: "/api/imports/preview",
    summary:
      "What importing this workbook would change, and what is wrong in it by line and column; changes nothing",
    access: administrator,
    body: z.object({ file }),
    answer: importPreview,
  }),
  applyImport: endpoint({
    method: "post",
    path: "/api/imports",
    summary: "Import all of a workbook without faults, as it was previewed, or nothing",
    access: administrator,
    body: z.object({
      file,
      fileName: z.string().max(255, "文件名超过255个字，请改短后重新选择。"),
      base: z.number().int().nonnegative(),
    }),
    answer: importLine,
  }),
  imports: endpoint({
    method: "get",
    path: "/api/imports",
    summary: "The latest imports, the newest first",
    access: administrator,
    answer: z.object({ imports: z.array(importLine) }),
  }),
  undoImport: endpoint({
    method: "post",
    path: "/api/imports/{import}/undo",
    summary: "Take an import back within a day, unless something has been built on it",
    access: administrator,
    params: z.object({ import: key }),
    answer: importLine,
  }),
} as const;

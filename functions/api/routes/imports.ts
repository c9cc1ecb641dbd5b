/** Units, members and accounts from a workbook and into one. */
import type { Context } from "hono";
import { accept, type Result } from "../../../core/outcome.ts";
import { applyImport, type Import, listImports, previewImport } from "../../app/imports/imports.ts";
import { undoImport } from "../../app/imports/undo.ts";
import { exported, template } from "../../app/imports/workbook.ts";
import { namesOfPeople } from "../../app/people/names.ts";
import type { Routes } from "../call.ts";
import { importEndpoints } from "../contract/imports.ts";
import { importLine, previewView } from "../present/imports.ts";

type ImportRoutes = Pick<
  Routes,
  "importTemplate" | "exportWorkbook" | "previewImport" | "applyImport" | "imports" | "undoImport"
>;

function workbook(http: Context, name: string, bytes: Uint8Array): Response {
  http.header("Content-Type", importEndpoints.importTemplate.content);
  http.header(
    "Content-Disposition",
    `attachment; filename="units.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  return http.body(Uint8Array.from(bytes).buffer);
}

const bytesOf = (file: string): Uint8Array => new Uint8Array(Buffer.from(file, "base64"));

const shown = async (made: Result<Import>) =>
  made.ok ? accept(importLine(made.value, await namesOfPeople(made.value.jurisdiction))) : made;

export const importRoutes: ImportRoutes = {
  importTemplate: async ({ http }) => workbook(http, "单位与人员模板.xlsx", await template()),

  exportWorkbook: async ({ person, http }) =>
    workbook(http, "单位与人员.xlsx", await exported(person.jurisdiction)),

  async previewImport({ person, body }) {
    const preview = await previewImport(person.jurisdiction, bytesOf(body.file));
    return preview.ok ? accept(previewView(preview.value)) : preview;
  },

  applyImport: async ({ person, body: { file, fileName, base } }) =>
    shown(await applyImport(person.jurisdiction, { bytes: bytesOf(file), fileName, base }, person.id)),

  async imports({ person }) {
    const [imports, names] = await Promise.all([
      listImports(person.jurisdiction),
      namesOfPeople(person.jurisdiction),
    ]);
    return accept({ imports: imports.map((one) => importLine(one, names)) });
  },

  undoImport: async ({ person, params }) =>
    shown(await undoImport(person.jurisdiction, params.import, person.id)),
};

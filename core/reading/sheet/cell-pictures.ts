/** Pictures that WPS puts into cells: the cell calls one by name, a part of the workbook lists them all. */
import { type Relation, readRelations } from "../docx/package.ts";
import type { Limits } from "../limits.ts";
import type { Held } from "../lines.ts";
import { memberPicture } from "../scan/pasted.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";

/** The pictures by their names. `relations` are those of the workbook. */
export async function readCellPictures(
  archive: Archive,
  relations: readonly Relation[],
  limits: Limits,
): Promise<Map<string, Held>> {
  const pictures = new Map<string, Held>();
  const member = relations.find(({ kind }) => kind === "cellImage")?.member;
  if (member === undefined) return pictures;
  const files = new Map((await readRelations(archive, member, limits)).map((part) => [part.id, part.member]));
  let called = "";
  await parseXml(archive, member, limits, {
    open(name, { name: title, embed }) {
      if (name === "cNvPr") called = title ?? "";
      if (name !== "blip") return;
      const file = files.get(embed ?? "");
      if (file !== undefined) pictures.set(called, memberPicture(archive, file));
    },
  });
  return pictures;
}

/** The name of the picture that a cell of this value shows. */
export const pictureIn = (value: string): string | undefined =>
  /^=?(?:_xlfn\.)?DISPIMG\("([^"]+)"/i.exec(value)?.[1];

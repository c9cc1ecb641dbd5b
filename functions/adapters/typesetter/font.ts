/**
 * The fonts of a notice by the slot GB/T 9704-2012 gives them. 仿宋 and 小标宋 are sold, not free: an office puts its
 * own files in a folder, named in QIYOU_FONTS, and they come first; free fonts stand in for them.
 */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageFile } from "../asset.ts";
import { environment } from "../environment.ts";
import { sfntOf } from "./woff.ts";

/** What the template asks for, first family first. */
export interface FontSlots {
  readonly body: readonly string[];
  readonly hei: readonly string[];
  readonly kai: readonly string[];
  readonly song: readonly string[];
  readonly title: { readonly family: readonly string[]; readonly weight: number };
}

const STAND_INS = [
  packageFile("@expo-google-fonts/noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf"),
  packageFile("@expo-google-fonts/noto-serif-sc", "900Black/NotoSerifSC_900Black.ttf"),
  packageFile("@expo-google-fonts/noto-sans-sc", "500Medium/NotoSansSC_500Medium.ttf"),
  packageFile("@fontsource/lxgw-wenkai", "files/lxgw-wenkai-latin-500-normal.woff"),
];

/** Family names the usual files of an office carry. */
const OFFICE_FAMILIES = {
  body: ["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋"],
  hei: ["SimHei", "黑体"],
  kai: ["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体"],
  song: ["SimSun", "宋体"],
  title: ["FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"],
} as const;

/** The folder of the office's own fonts, if it has any. */
export const officeFonts = (): string | undefined => environment().QIYOU_FONTS;

/** The system's own fonts are never named: the same content gives the same bytes on every machine. */
export function fontSlots(officeFolder: string | undefined): FontSlots {
  const slot = (name: keyof typeof OFFICE_FAMILIES, standIn: string) =>
    officeFolder ? [...OFFICE_FAMILIES[name], standIn] : [standIn];
  return {
    body: slot("body", "Noto Serif SC"),
    hei: slot("hei", "Noto Sans SC"),
    kai: slot("kai", "LXGW WenKai"),
    song: slot("song", "Noto Serif SC"),
    title: { family: slot("title", "Noto Serif SC"), weight: 900 },
  };
}

/** The stand-ins and whatever .ttf, .otf or .woff the office's folder holds (.ttc too; the engine reads it). */
export async function loadFonts(officeFolder: string | undefined): Promise<Buffer[]> {
  const own = officeFolder
    ? (await readdir(officeFolder)).filter((name) => /\.(ttf|otf|ttc|woff)$/i.test(name)).sort()
    : [];
  const paths = [...own.map((name) => join(officeFolder ?? "", name)), ...STAND_INS];
  return Promise.all(
    paths.map(async (path) => (path.endsWith(".woff") ? sfntOf(await readFile(path)) : readFile(path))),
  );
}

/** Papers as offices also send them: a .doc of an old editor, a sheet, a sealed paper from the scanner. */
import { readFile } from "node:fs/promises";
import { writeScan } from "../paper-formats/scan.ts";
import { SEALED_BY, sealedScheme } from "./office-blocks.ts";
import { asReceived, type Paper } from "./paper.ts";

const lying = (name: string) => async (): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`office-files/${name}`, import.meta.url)));

export const officePapers: readonly Paper[] = [
  asReceived(
    "doc",
    {
      id: "agriculture-discussion-august",
      unit: "agriculture",
      documentType: "discussion_paper",
      sessionDate: "2026-08-20",
      fileName: "陆怀谷研讨发言材料.doc",
    },
    lying("discussion-paper.doc"),
  ),
  asReceived(
    "scan",
    {
      id: "health-scheme-september",
      unit: "health",
      documentType: "study_scheme",
      sessionDate: "2026-09-11",
      fileName: "9月中心组学习方案（盖章扫描件）.pdf",
    },
    () => writeScan(sealedScheme, SEALED_BY),
  ),
  asReceived(
    "xlsx",
    {
      id: "town-signin-september",
      unit: "town",
      documentType: "attendance_sheet",
      sessionDate: "2026-09-17",
      fileName: "9月17日签到表.xlsx",
    },
    lying("sign-in.xlsx"),
  ),
];

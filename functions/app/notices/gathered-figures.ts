/** A unit's figures of a quarter as they lie in the bucket, so that the workflow's payloads carry only ids. */
import type { UnitFigures } from "../../../core/notices/quarter.ts";
import { storedFigures } from "../../../core/notices/stored.ts";
import { storedKind } from "../../../core/subject/stored.ts";
import { storedJson } from "../../adapters/stored-json.ts";

export const gathered = storedJson("Notices", storedKind("单位汇总数", storedFigures));

const keyOf = (noticeId: string, unitId: string): string => `gathered/${noticeId}/${unitId}.json`;

export const putFigures = (noticeId: string, figures: UnitFigures): Promise<void> =>
  gathered.put(keyOf(noticeId, figures.unitId), figures);

/** Undefined: not gathered yet. */
export const getFigures = (noticeId: string, unitId: string): Promise<UnitFigures | undefined> =>
  gathered.get(keyOf(noticeId, unitId));

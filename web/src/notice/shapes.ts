/** A notice's shapes, as the contract carries them. */
import type { z } from "zod";
import type * as shape from "../../../functions/api/contract/shapes.ts";

export type NoticeLine = z.infer<typeof shape.noticeLine>;
export type NoticeDetail = z.infer<typeof shape.noticeDetail>;
export type Figure = z.infer<typeof shape.figure>;

/** A notice's shapes, as the contract carries them. */
import type { z } from "zod";
import type { figure, noticeDetail, noticeLine } from "../../../functions/api/contract/notices.ts";

export type NoticeLine = z.infer<typeof noticeLine>;
export type NoticeDetail = z.infer<typeof noticeDetail>;
export type Figure = z.infer<typeof figure>;

/** The content of a notice as it lies in the bucket. Apart from drafting, so that who only reads it loads no typesetter. */
import * as z from "zod";
import type { NoticeContent } from "../../../core/notices/content.ts";

export const content = z.custom<NoticeContent>(
  (value) => z.object({ title: z.string() }).safeParse(value).success,
);

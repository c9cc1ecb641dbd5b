/**
 * The content of a notice as it lies in the bucket. Apart from drafting, so that who only reads it loads no typesetter.
 */
import type { NoticeContent } from "../../../core/notices/content.ts";
import { storedContent } from "../../../core/notices/stored.ts";
import { storedKind } from "../../../core/subject/stored.ts";
import { storedJson } from "../../adapters/stored-json.ts";

export const contents = storedJson("Notices", storedKind("通报内容", storedContent));
/** Of a notice that names it, it is there. */
export async function contentUnder(key: string): Promise<NoticeContent> {
  const content = await contents.get(key);
  if (!content) throw new Error(`no content ${key}`);
  return content;
}

/**
 * What a notice is made of, as it lies in the bucket: the figures of each unit, and the composed content. Apart from
 * drafting, so that who only reads it loads no typesetter.
 */
import type { NoticeContent } from "../../../core/notices/content.ts";
import { storedContent, storedFigures } from "../../../core/notices/stored.ts";
import { storedKind } from "../../adapters/stored.ts";
import { storedJson } from "../../adapters/stored-json.ts";

export const contents = storedJson("Notices", storedKind("通报内容", storedContent));
/** Of a notice that names it, it is there. */
export async function contentUnder(key: string): Promise<NoticeContent> {
  const content = await contents.get(key);
  if (!content) throw new Error(`no content ${key}`);
  return content;
}

export const gathered = storedJson("Notices", storedKind("单位汇总数", storedFigures));

/** Pictures of pages: photos, scans saved as pictures, faxes of several pages in one TIFF. */
import type { ReadText } from "../document.ts";
import { formatNames } from "../format.ts";
import { Lines } from "../lines.ts";
import type { Block } from "../pdf/blocks.ts";
import { writePages } from "../pdf/writing.ts";
import type { ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { scanBlocks } from "./blocks.ts";
import { measurePicture } from "./header.ts";
import type { PictureFormat } from "./recogniser.ts";

/**
 * The reader of one kind of picture. It refuses `truncated`, `malformed`, `bomb` and `too_large` (pixels, pages)
 * by what the file's head declares, before anything is decoded; `unsupported` without a recogniser.
 */
export function pictureReader(format: PictureFormat) {
  return async (bytes: Uint8Array, { limits, recogniser, onPage }: ReaderContext): Promise<ReadText> => {
    const pages = measurePicture(bytes, format, limits).sizes.length;
    if (pages > limits.scanPages)
      throw new ReadingRefused("too_large", `图片超过 ${limits.scanPages} 页，请拆分后分别上传`);
    if (recogniser === undefined) {
      const sentence = `暂不支持 ${formatNames[format]}，请上传 .docx 或由 Word、WPS 导出的 PDF`;
      throw new ReadingRefused("unsupported", sentence, undefined, pages);
    }
    const blocks: Block[][] = [];
    for await (const picture of recogniser.decode(bytes, format)) {
      onPage?.(blocks.length + 1, pages);
      blocks.push(await scanBlocks(picture, recogniser));
    }
    const lines = new Lines(limits.textLength);
    writePages(lines, blocks);
    return { outcome: "text", format, ...lines.finish(), pages: blocks.length };
  };
}

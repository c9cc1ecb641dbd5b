/**
 * How a .docx looks, as HTML that can do nothing. Loaded when somebody looks: the converter is larger than the API.
 * The converter also inflates every member whatever its size, so it is given an archive of true sizes, made of what
 * was inflated within our limits.
 */
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import mammoth from "mammoth";
import sanitizeHtml from "sanitize-html";
import { defaultLimits, type Limits } from "../../../core/reading/limits.ts";
import { ReadingRefused } from "../../../core/reading/refusal.ts";
import { openArchive } from "../../../core/reading/zip/archive.ts";

const MiB = 1024 * 1024;
/** The converter holds its XML some thirty times over; a paper of fifty pages has a tenth of this. */
const limits: Limits = { ...defaultLimits, xmlPartBytes: 4 * MiB, zipInflatedBytes: 48 * MiB };

/**
 * @param bytes a .docx that the reading room has accepted
 * @returns sanitised HTML; undefined when the document is too much for a preview
 */
export async function previewOf(bytes: Uint8Array): Promise<string | undefined> {
  const archive = await withinLimits(bytes);
  if (archive === undefined) return undefined;
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(archive) },
    { externalFileAccess: false },
  );
  return sanitizeHtml(value, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, "img"],
    allowedAttributes: { td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], img: ["src", "alt"] },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ["data"] },
  });
}

async function withinLimits(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const archive = await openArchive(bytes, limits);
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level: 0 });
    for (const name of archive.names) {
      const cap = /\.(xml|rels)$/i.test(name) ? limits.xmlPartBytes : limits.zipInflatedBytes;
      const content = await archive.bytes(name, cap);
      await writer.add(name, new Uint8ArrayReader(content ?? new Uint8Array()));
    }
    return await writer.close();
  } catch (error) {
    if (error instanceof ReadingRefused) return undefined;
    throw error;
  }
}

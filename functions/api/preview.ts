/** How a .docx looks, as HTML that can do nothing. Loaded when somebody looks: the converter is larger than the API. */
import mammoth from "mammoth";
import sanitizeHtml from "sanitize-html";

/** @param bytes a .docx that the reading room has accepted: bombs end there */
export async function previewOf(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { externalFileAccess: false },
  );
  return sanitizeHtml(value, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, "img"],
    allowedAttributes: { td: ["colspan", "rowspan"], th: ["colspan", "rowspan"], img: ["src", "alt"] },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ["data"] },
  });
}

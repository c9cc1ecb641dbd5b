import { describe, expect, it } from "vitest";
import { paragraph } from "../../../core/reading/fixtures/packages.ts";
import { documentOf, packageOf } from "../../../test/hostile/packages.ts";
import { swelling } from "../../../test/hostile/raw-zip.ts";
import { previewOf } from "./preview.ts";

const zeros = swelling(new Uint8Array(16 << 20), 16);

describe("the preview of a Word document", () => {
  it("is its text as HTML", async () => {
    expect(await previewOf(documentOf(paragraph("学习记录")))).toBe("<p>学习记录</p>");
  });

  it("shows words that look like markup as words", async () => {
    const html = await previewOf(documentOf(paragraph("&lt;script&gt;alert(1)&lt;/script&gt;")));
    expect(html).toBe("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  });

  it("leaves out links that would run", async () => {
    const link =
      '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "javascript:alert(1)"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>看</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>';
    expect(await previewOf(documentOf(link))).not.toContain("javascript");
  });

  it("is not made of a part that no reader looks at and that swells", async () => {
    const honest = packageOf("docx", { "word/comments.xml": { packed: zeros } });
    const lying = packageOf("docx", {
      "word/comments.xml": { packed: zeros, centralSize: 50, localSize: 50 },
    });
    expect(await previewOf(honest)).toBeUndefined();
    expect(await previewOf(lying)).toBeUndefined();
  });
});

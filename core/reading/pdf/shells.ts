/** PDFs whose pages are a shell around something that only certain programs can show. */
import type { PDFDocumentProxy } from "pdfjs-dist";
import { ReadingRefused } from "../refusal.ts";

/** What the page of a dynamic form says until a program has built the form. */
const waiting = /please wait|if this message is not eventually replaced/i;

/** Refuses a dynamic form and a bundle of files in words that say what to do. `text` is that of the pages. */
export async function refuseShell(document: PDFDocumentProxy, text: string): Promise<void> {
  const { info } = await document.getMetadata();
  const said = new Map<string, unknown>(Object.entries(info));
  const is = (name: string) => said.get(name) === true;
  // a form that keeps ordinary fields beside its own is shown by every program
  if (is("IsXFAPresent") && (!is("IsAcroFormPresent") || waiting.test(text)))
    throw new ReadingRefused(
      "unsupported",
      "这是动态表单（XFA），PDF 里只有外壳，请用 Adobe Reader 打开后打印成 PDF 再上传",
    );
  if (is("IsCollectionPresent"))
    throw new ReadingRefused("unsupported", "这是装着多个文件的 PDF 包，请把其中的文件另存后逐个上传");
}

/** What a zip archive is: a Word file, a sheet, an OFD, a bundle of files … told by its members. */
import type { Refusal } from "../document.ts";
import { mainPart } from "../docx/package.ts";
import type { Format } from "../format.ts";
import type { Limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import { type Archive, type Budget, openArchive } from "./archive.ts";

/** A known kind of file; archives stay open for the reader that comes next. */
export type Sniffed = { format: Format; archive?: Archive };

type Kind = { format: Format; refuse?: "macro" | "encrypted" };

/** Content types of the main part of an Office Open XML package. A macro-enabled one is a macro by declaration. */
const contentTypes: { pattern: RegExp; kind: Kind }[] = [
  // binary sheets all bear this name, whether there is a macro in them or not
  { pattern: /ms-excel\.sheet\.binary\.macroEnabled\.main/i, kind: { format: "xlsb" } },
  { pattern: /ms-word\.(document|template)\.macroEnabled/i, kind: { refuse: "macro", format: "docx" } },
  { pattern: /ms-excel\.[a-z.]*macroEnabled/i, kind: { refuse: "macro", format: "xlsx" } },
  { pattern: /ms-powerpoint\.[a-z.]*macroEnabled/i, kind: { refuse: "macro", format: "pptx" } },
  { pattern: /wordprocessingml\.(document|template)\.main\+xml/i, kind: { format: "docx" } },
  { pattern: /spreadsheetml\.(sheet|template)\.main\+xml/i, kind: { format: "xlsx" } },
  { pattern: /presentationml\.[a-z]+\.main\+xml/i, kind: { format: "pptx" } },
];

const macroType = /ms-office\.vbaProject/i;

/** The `mimetype` member of OpenDocument files. */
const openDocument: { prefix: string; format: Format }[] = [
  { prefix: "application/vnd.oasis.opendocument.text", format: "odt" },
  { prefix: "application/vnd.oasis.opendocument.spreadsheet", format: "ods" },
  { prefix: "application/vnd.oasis.opendocument.presentation", format: "odp" },
  { prefix: "application/epub+zip", format: "epub" },
];

/** Macros of Office, sheets of Excel 4 macros, and the scripts of OpenDocument. */
const macroMember =
  /(^|\/)(vbaProject|vbaData)\.(bin|xml)$|^xl\/macrosheets\/|^Basic\/.+\.xml$|^Scripts\/.+/i;
const iworkMember = /^Index\/.*\.iwa$|^Index\.zip$/;
const programMember = /^(META-INF\/MANIFEST\.MF|AndroidManifest\.xml|classes\.dex)$/i;
const archiveMember = /\.(zip|rar|7z|gz|tar|jar)$/i;

/** The format of an archive, or its refusal. Throws {@link ReadingRefused} for a hostile directory. */
export async function packageKind(
  bytes: Uint8Array,
  limits: Limits,
  budget?: Budget,
): Promise<Sniffed | Refusal> {
  const archive = await openArchive(bytes, limits, budget);
  const found = await archiveKind(archive, limits);
  return "outcome" in found ? found : { ...found, archive };
}

async function archiveKind(archive: Archive, limits: Limits): Promise<{ format: Format } | Refusal> {
  const kind = (await officeKind(archive, limits)) ?? (await openDocumentKind(archive));
  if (kind !== undefined) {
    if (kind.refuse !== undefined) return refuse(kind.refuse, kind.format);
    return archive.names.some((name) => macroMember.test(name))
      ? refuse("macro", kind.format)
      : { format: kind.format };
  }
  if (archive.absolute) return refuse("unsafe_path", "zip");
  if (archive.names.includes("OFD.xml")) return { format: "ofd" };
  if (archive.names.some((name) => iworkMember.test(name))) return { format: "iwork" };
  if (archive.names.some((name) => programMember.test(name))) return { format: "program" };
  if (archive.names.length === 0) return refuse("empty", "zip");
  if (archive.names.some((name) => archiveMember.test(name))) {
    return refuse("bomb", "zip", "压缩包里还有压缩包，请全部解压后逐个上传其中的文件");
  }
  return { format: "zip" };
}

/**
 * By the type of the part that the package calls its document. What types are declared for parts that it does not
 * have says nothing: programs write the same list into every file.
 */
async function officeKind(archive: Archive, limits: Limits): Promise<Kind | undefined> {
  const byPart = new Map<string, string>();
  const byEnding = new Map<string, string>();
  const found = await parseXml(archive, "[Content_Types].xml", limits, {
    open(_name, { PartName, Extension, ContentType = "" }) {
      if (Extension !== undefined) byEnding.set(Extension.toLowerCase(), ContentType);
      else byPart.set((PartName ?? "").toLowerCase().replace(/^\//, ""), ContentType);
    },
  });
  if (!found) return undefined;
  const typeOf = (part: string) => {
    const name = part.toLowerCase();
    return byPart.get(name) ?? byEnding.get(name.slice(name.lastIndexOf(".") + 1)) ?? "";
  };
  const known = (type: string) => contentTypes.find(({ pattern }) => pattern.test(type))?.kind;
  const kind =
    known(typeOf((await mainPart(archive, limits)) ?? "")) ??
    // a package that does not say which part is its document is still of the kind it declares
    [...byPart.values()].map(known).find((candidate) => candidate !== undefined);
  const hasMacro = archive.names.some((name) => macroType.test(typeOf(name)));
  return kind !== undefined && hasMacro ? { ...kind, refuse: "macro" } : kind;
}

async function openDocumentKind(archive: Archive): Promise<Kind | undefined> {
  const stored = await archive.bytes("mimetype", 256).catch(() => undefined);
  if (stored === undefined) return undefined;
  const type = new TextDecoder().decode(stored);
  const format = openDocument.find(({ prefix }) => type.startsWith(prefix))?.format;
  if (format === undefined) return undefined;
  const manifest = await archive.bytes("META-INF/manifest.xml", 1024 * 1024);
  const encrypted = manifest !== undefined && new TextDecoder().decode(manifest).includes("encryption-data");
  return encrypted ? { refuse: "encrypted", format } : { format };
}

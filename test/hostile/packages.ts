/** Office packages as members of a raw archive: the smallest that each reader takes, with one part to be replaced. */
import { docxMembers, paragraph, wordXml } from "../../core/reading/fixtures/packages.ts";
import { type RawMember, rawZip } from "./raw-zip.ts";

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
export const sheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const odfNamespaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' +
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"';
export const ofdNamespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';

type Members = Record<string, string>;

const workbook: Members = {
  "[Content_Types].xml":
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  "_rels/.rels": `<Relationships xmlns="${relations}"><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${sheetNamespace}" xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="s"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${relations}"><Relationship Id="s" Type="${office}/worksheet" Target="sheet.xml"/><Relationship Id="x" Type="${office}/sharedStrings" Target="strings.xml"/></Relationships>`,
  "xl/strings.xml": `<sst xmlns="${sheetNamespace}"><si><t>签到</t></si></sst>`,
  "xl/sheet.xml": `<worksheet xmlns="${sheetNamespace}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
};

const openDocument = (kind: "text" | "spreadsheet", content: string): Members => ({
  mimetype: `application/vnd.oasis.opendocument.${kind}`,
  "META-INF/manifest.xml":
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
  "content.xml": `<office:document-content ${odfNamespaces}><office:body>${content}</office:body></office:document-content>`,
  "styles.xml": `<office:document-styles ${odfNamespaces}/>`,
});

/** What each package holds when nothing is wrong with it, and the part in which its text stands. */
export const packages = {
  docx: { members: docxMembers(paragraph("学习记录")), main: "word/document.xml" },
  xlsx: { members: workbook, main: "xl/sheet.xml" },
  odt: {
    members: openDocument("text", "<office:text><text:p>学习记录</text:p></office:text>"),
    main: "content.xml",
  },
  ods: {
    members: openDocument(
      "spreadsheet",
      '<office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell><text:p>签到</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>',
    ),
    main: "content.xml",
  },
  ofd: {
    members: {
      "OFD.xml": `<ofd:OFD ${ofdNamespace}><ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
      "Doc/Document.xml": `<ofd:Document ${ofdNamespace}><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>`,
      "Doc/Page.xml": `<ofd:Page ${ofdNamespace}><ofd:Content><ofd:Layer><ofd:TextObject Boundary="20 20 100 5" Size="5"><ofd:TextCode X="0" Y="5">学习记录</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`,
    },
    main: "Doc/Page.xml",
  },
} satisfies Record<string, { members: Members; main: string }>;

export type Package = keyof typeof packages;
export const packageNames = Object.keys(packages) as Package[];

/** The package with some members put in the place of its own, or added. */
export function packageOf(kind: Package, replaced: Record<string, Omit<RawMember, "name">> = {}): Uint8Array {
  const members: Record<string, Omit<RawMember, "name">> = {
    ...Object.fromEntries(Object.entries(packages[kind].members).map(([name, data]) => [name, { data }])),
    ...replaced,
  };
  return rawZip(Object.entries(members).map(([name, member]) => ({ name, ...member })));
}

/** The package with another main part. */
export function packageWith(kind: Package, main: Omit<RawMember, "name">): Uint8Array {
  return packageOf(kind, { [packages[kind].main]: main });
}

/** A Word file with this body. */
export function documentOf(body: string): Uint8Array {
  return packageWith("docx", { data: wordXml("document", `<w:body>${body}</w:body>`) });
}

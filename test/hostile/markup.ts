/** XML made to swell, to reach for other files or to nest without end, in every format that is made of XML. */
import {
  odfNamespaces,
  ofdNamespace,
  packageNames,
  packages,
  packageWith,
  sheetNamespace,
} from "./packages.ts";
import { swelling } from "./raw-zip.ts";
import { type Trap, utf8 } from "./trap.ts";

const laughs = `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${Array.from("bcdefghij", (name, i) => `<!ENTITY ${name} "${`&${"abcdefghij"[i]};`.repeat(10)}">`).join("")}]>`;
const quadratic = `<!DOCTYPE x [<!ENTITY a "${"哈".repeat(50_000)}">]>`;
const external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const parameter = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>';

/** What stands before the root element, and what is put inside it. */
const declarations: readonly { name: string; doctype: string; content: string; answers: Trap["answers"] }[] =
  [
    { name: "billion-laughs", doctype: laughs, content: "&j;", answers: ["bomb"] },
    {
      name: "quadratic-entity",
      doctype: quadratic,
      content: "&a;".repeat(20_000),
      answers: ["bomb", "malformed"],
    },
    { name: "file-entity", doctype: external, content: "&a;", answers: ["malformed"] },
    { name: "parameter-entity", doctype: parameter, content: "", answers: ["malformed"] },
  ];

/** The part with a document type before its root, and more at the end of it. */
function declared(part: string, doctype: string, content: string): string {
  const root = part.replace(/^<\?xml[^>]*\?>/, "");
  return `<?xml version="1.0" encoding="UTF-8"?>${doctype}${root.replace(/(<\/[^<>]+>)$/, `${content}$1`)}`;
}

const wordml = (content: string, doctype = "") =>
  `<?xml version="1.0"?>${doctype}<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${content}</w:body></w:wordDocument>`;

const inside: Record<(typeof packageNames)[number], (content: string) => string> = {
  docx: (content) =>
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${content}</w:body></w:document>`,
  xlsx: (content) => `<worksheet xmlns="${sheetNamespace}">${content}</worksheet>`,
  odt: (content) =>
    `<office:document-content ${odfNamespaces}><office:body><office:text>${content}</office:text></office:body></office:document-content>`,
  ods: (content) => `<office:document-content ${odfNamespaces}>${content}</office:document-content>`,
  ofd: (content) => `<ofd:Page ${ofdNamespace}>${content}</ofd:Page>`,
};

const attributes = (count: number) => Array.from({ length: count }, (_, i) => `a${i}="1"`).join(" ");

export const markup: readonly Trap[] = [
  ...packageNames.flatMap((kind) => [
    ...declarations.map(({ name, doctype, content, answers }) => ({
      name: `${name}.${kind}`,
      answers,
      make: () => {
        const { members, main }: { members: Record<string, string>; main: string } = packages[kind];
        return packageWith(kind, { data: declared(members[main] ?? "", doctype, content) });
      },
    })),
    {
      name: `deep-elements.${kind}`,
      answers: ["too_deep"] as const,
      make: () =>
        packageWith(kind, { data: inside[kind](`${"<x>".repeat(200_000)}${"</x>".repeat(200_000)}`) }),
    },
    {
      name: `endless-attributes.${kind}`,
      answers: ["bomb"] as const,
      make: () => packageWith(kind, { data: inside[kind](`<x ${attributes(100_000)}/>`) }),
    },
    {
      name: `long-attribute.${kind}`,
      answers: ["bomb", "empty", "malformed", "too_large", "unsupported"] as const,
      make: () =>
        packageWith(kind, {
          packed: swelling(
            "哈".repeat(100_000),
            200,
            inside[kind]('<x a="').replace(/<\/.*$/, ""),
            '"/></x>',
          ),
        }),
    },
    {
      name: `namespaces-on-each-level.${kind}`,
      answers: ["bomb", "empty", "too_deep", "unsupported"] as const,
      make: () =>
        packageWith(kind, {
          data: inside[kind](
            Array.from({ length: 200 }, (_, i) => `<x xmlns:n${i}="u:${i}">`).join("") + "</x>".repeat(200),
          ),
        }),
    },
  ]),
  { name: "billion-laughs-2003.doc", answers: ["bomb"], make: () => utf8(wordml("&j;", laughs)) },
  {
    name: "file-entity-2003.xml",
    answers: ["malformed", "wrong_type"],
    make: () => utf8(wordml("&a;", external)),
  },
  {
    name: "deep-elements-2003.doc",
    answers: ["too_deep"],
    make: () => utf8(wordml(`${"<x>".repeat(200_000)}${"</x>".repeat(200_000)}`)),
  },
  {
    name: "flat-package-billion-laughs.doc",
    answers: ["bomb", "malformed"],
    make: () => utf8(flat(`${laughs}<w:document xmlns:w="x">&j;</w:document>`)),
  },
  {
    name: "flat-package-parts-unclosed.doc",
    answers: ["malformed", "bomb"],
    make: () => utf8(flat('</pkg:xmlData><pkg:part pkg:name="/x"><pkg:xmlData>'.repeat(200_000))),
  },
  {
    name: "billion-laughs.svg",
    answers: ["bomb", "malformed", "wrong_type"],
    make: () => utf8(`<?xml version="1.0"?>${laughs}<svg>&j;</svg>`),
  },
  {
    name: "deep-elements.html",
    answers: ["too_deep"],
    make: () => utf8(`<html><body>${"<div>".repeat(200_000)}学习`),
  },
  {
    name: "tables-in-tables-html.doc",
    answers: ["too_deep"],
    make: () => utf8(`<html><body>${"<table><tr><td>".repeat(20_000)}学习`),
  },
  {
    name: "endless-comments-html.doc",
    answers: ["text", "empty", "malformed"],
    make: () => utf8(`${"<!-- -->".repeat(100_000)}学习记录`),
  },
];

function flat(xml: string): string {
  return `<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>${xml}</pkg:xmlData></pkg:part></pkg:package>`;
}

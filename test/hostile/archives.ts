/** Archives that swell, lie about their sizes, nest, overlap or reach out of their folder. */
import { makeZip, paragraph } from "../../core/reading/fixtures/packages.ts";
import { documentOf, packageNames, packageOf, packages, packageWith } from "./packages.ts";
import { rawZip, type Swollen, swelling } from "./raw-zip.ts";
import { ascii, joined, type Trap, utf8 } from "./trap.ts";

const MiB = 1024 * 1024;
const swollen = new Map<number, Swollen>();
/** So many megabytes of nothing, swollen once for all archives that hold them. */
function zeros(megabytes: number): Swollen {
  const known = swollen.get(megabytes) ?? swelling(new Uint8Array(16 * MiB), megabytes / 16);
  swollen.set(megabytes, known);
  return known;
}
const good = () => packageOf("docx");
const [documentHead = "", documentTail = ""] = (packages.docx.members["word/document.xml"] ?? "").split(
  paragraph("学习记录"),
);
/** A document of so many megabytes in which this stands again and again. */
const repeated = (content: string, megabytes: number) => {
  const chunk = content.repeat(Math.ceil(MiB / content.length));
  return swelling(chunk, Math.ceil((megabytes * MiB) / Buffer.byteLength(chunk)), documentHead, documentTail);
};

export const archives: readonly Trap[] = [
  ...packageNames.map((kind) => ({
    name: `gigabyte-of-zeros.${kind}`,
    answers: ["bomb"] as const,
    make: () => packageWith(kind, { packed: zeros(1024) }),
  })),
  {
    name: "gigabyte-of-zeros.zip",
    answers: ["bomb"],
    make: () => rawZip([{ name: "记录.txt", packed: zeros(1024) }]),
  },
  {
    name: "gigabyte-declared-small.docx",
    answers: ["bomb"],
    make: () => packageWith("docx", { packed: zeros(1024), centralSize: 5000, localSize: 5000 }),
  },
  {
    name: "gigabyte-central-small.docx",
    answers: ["bomb", "malformed"],
    make: () => packageWith("docx", { packed: zeros(1024), centralSize: 5000 }),
  },
  {
    name: "gigabyte-local-small.docx",
    answers: ["bomb", "malformed"],
    make: () => packageWith("docx", { packed: zeros(1024), localSize: 5000 }),
  },
  {
    name: "exabyte-in-zip64.docx",
    answers: ["bomb", "malformed"],
    make: () => packageWith("docx", { data: "<x/>", zip64Size: 1n << 60n }),
  },
  {
    name: "zip64-hides-size.docx",
    answers: ["bomb", "malformed"],
    make: () => packageWith("docx", { packed: zeros(1024), zip64Size: 100n }),
  },
  {
    name: "hundred-megabytes-of-runs.docx",
    answers: ["bomb", "too_large", "timeout"],
    make: () => packageWith("docx", { packed: repeated("<w:p><w:r><w:t>学</w:t></w:r></w:p>", 100) }),
  },
  {
    name: "runs-below-the-limit.docx",
    answers: ["bomb", "too_large", "timeout"],
    make: () => packageWith("docx", { packed: repeated("<w:p><w:r><w:t>学习学习学</w:t></w:r></w:p>", 60) }),
  },
  {
    name: "empty-runs-below-the-limit.docx",
    answers: ["bomb", "too_large", "timeout"],
    make: () => packageWith("docx", { packed: repeated("<w:r/>", 60) }),
  },
  {
    name: "many-parts-below-the-limit.zip",
    answers: ["bomb"],
    make: () =>
      rawZip(
        Array.from({ length: 20 }, (_, i) => ({
          name: `${i}.txt`,
          packed: swelling("学习。\n".repeat(99_999), 20),
        })),
      ),
  },
  {
    name: "five-thousand-entries.zip",
    answers: ["bomb", "too_large"],
    make: () => rawZip(Array.from({ length: 5000 }, (_, i) => ({ name: `${i}.txt`, data: "学习" }))),
  },
  {
    name: "five-thousand-entries.docx",
    answers: ["bomb", "too_large"],
    make: () =>
      packageOf(
        "docx",
        Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`word/${i}.xml`, { data: "<x/>" }])),
      ),
  },
  {
    name: "entries-denied.zip",
    answers: ["malformed", "truncated"],
    make: () => rawZip([{ name: "记录.txt", data: "学习记录" }], 500),
  },
  {
    name: "overlapping-entries.zip",
    answers: ["bomb", "malformed"],
    make: () =>
      rawZip(
        Array.from({ length: 900 }, (_, i) => ({
          name: `${i}.txt`,
          packed: swelling("学".repeat(30_000), 2),
          overlapping: i > 0,
        })),
      ),
  },
  {
    name: "archive-in-archive.zip",
    answers: ["bomb", "too_deep"],
    make: () => rawZip([{ name: "内.zip", data: rawZip([{ name: "记录.txt", data: "学习记录" }]) }]),
  },
  {
    name: "archive-under-another-name.zip",
    answers: ["bomb", "too_deep"],
    make: () => rawZip([{ name: "内.docx", data: rawZip([{ name: "记录.txt", data: "学习记录" }]) }]),
  },
  {
    name: "forty-deep.zip",
    answers: ["bomb", "too_deep"],
    make: () => {
      let inner = rawZip([{ name: "记录.txt", data: "学习记录" }]);
      for (let depth = 0; depth < 40; depth++) inner = rawZip([{ name: "内.dat", data: inner }]);
      return inner;
    },
  },
  {
    name: "bomb-in-a-member.zip",
    answers: ["bomb"],
    make: () =>
      rawZip([
        { name: "好.docx", data: good() },
        { name: "坏.docx", data: packageWith("docx", { packed: zeros(512) }) },
      ]),
  },
  ...(
    [
      ["parent-folder", "../../etc/cron.d/x.txt"],
      ["absolute", "/etc/passwd"],
      ["windows-drive", "C:\\Windows\\x.txt"],
      ["windows-share", "\\\\server\\share\\x.txt"],
      ["windows-parent", "..\\..\\x.txt"],
      ["nul-in-name", "记录.txt\0.exe"],
    ] as const
  ).map(([name, member]) => ({
    name: `path-${name}.zip`,
    answers: ["unsafe_path"] as const,
    make: () => rawZip([{ name: member, data: "学习记录" }]),
  })),
  {
    name: "path-in-document.docx",
    answers: ["unsafe_path"],
    make: () => packageOf("docx", { "word/../../../x.xml": { data: "<x/>" } }),
  },
  {
    name: "symbolic-link.zip",
    answers: ["unsafe_path", "malformed"],
    make: () => rawZip([{ name: "记录.txt", data: "/etc/passwd", attributes: (0o120777 << 16) >>> 0 }]),
  },
  {
    name: "doubled-document.docx",
    answers: ["malformed"],
    make: () =>
      rawZip([
        ...Object.entries(packages.docx.members).map(([name, data]) => ({ name, data })),
        {
          name: "word/document.xml",
          data: packages.docx.members["word/document.xml"]?.replace("学习", "另外"),
        },
      ]),
  },
  { name: "two-archives.docx", answers: ["malformed"], make: () => joined(good(), good()) },
  {
    name: "bytes-before.docx",
    answers: ["wrong_type", "malformed"],
    make: () => joined(new Uint8Array(512), good()),
  },
  {
    name: "text-before.docx",
    answers: ["wrong_type", "malformed"],
    make: () => joined(utf8("学习记录。\n".repeat(200)), good()),
  },
  { name: "only-the-end.zip", answers: ["empty", "malformed"], make: () => rawZip([]) },
  { name: "only-folders.zip", answers: ["empty"], make: () => rawZip([{ name: "材料/" }]) },
  {
    name: "password.zip",
    answers: ["encrypted"],
    make: () => makeZip({ "记录.txt": "学习记录" }, { password: "1" }),
  },
  {
    name: "password-aes.zip",
    answers: ["encrypted"],
    make: () => makeZip({ "记录.txt": "学习记录" }, { password: "1", encryptionStrength: 3 }),
  },
  {
    name: "password-on-one-member.docx",
    answers: ["encrypted"],
    make: () => makeZip(packages.docx.members, { password: "1" }),
  },
  {
    name: "tables-in-tables.docx",
    answers: ["too_deep"],
    make: () =>
      documentOf(`${"<w:tbl><w:tr><w:tc>".repeat(20_000)}${"</w:tc></w:tr></w:tbl>".repeat(20_000)}`),
  },
  { name: "signature-only.docx", answers: ["truncated", "malformed"], make: () => ascii("PK\x03\x04") },
];

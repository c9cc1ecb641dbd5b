/** PDF files that swell, draw without end, nest, turn in circles or claim pages and pictures of any size. */
import { deflateSync } from "node:zlib";
import { makePdf, show, songPdf } from "../../core/reading/fixtures/pdfs.ts";
import { swelling } from "./raw-zip.ts";
import { ascii, joined, type Trap } from "./trap.ts";

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** A stream object; packed if `packed` says how. */
function stream(dictionary: string, content: string | Uint8Array): string {
  const body = typeof content === "string" ? content : latin1(content);
  return `<< ${dictionary} /Length ${body.length} >>\nstream\n${body}\nendstream`;
}
const deflated = (content: string | Uint8Array) => new Uint8Array(deflateSync(content, { level: 9 }));
/** `times` a chunk in the wrapping that PDF wants around packed bytes; its checksum is wrong, which readers forgive. */
const swollen = (chunk: string, times: number) =>
  joined(Uint8Array.of(0x78, 0xda), swelling(chunk, times).bytes, new Uint8Array(4));

/** A page set in a font whose file is this stream. */
const withFont = (file: string): Uint8Array =>
  makePdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    plain("BT /F1 12 Tf 10 10 Td (study) Tj ET"),
    "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 255 /FontDescriptor 6 0 R >>",
    "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>",
    file,
  ]);

const font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/** A page with these contents (object 4) and resources; further objects count from 6. */
function page(
  content: string,
  {
    resources = "",
    extra = [],
    box = "0 0 595 842",
    more = "",
    trailer = "",
  }: {
    resources?: string;
    extra?: readonly string[];
    box?: string;
    more?: string;
    trailer?: string;
  } = {},
): Uint8Array {
  return makePdf(
    [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> ${more} >>`,
      content,
      font,
      ...extra,
    ],
    trailer,
  );
}

const plain = (content: string) => stream("", content);
const image = (dictionary: string, data: string | Uint8Array) =>
  page(plain("q 595 0 0 842 0 0 cm /I Do Q"), {
    resources: "/XObject << /I 6 0 R >>",
    extra: [stream(`/Type /XObject /Subtype /Image ${dictionary}`, data)],
  });
const gray = (width: number, height: number) =>
  `/Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceGray`;

/** Forms that each show the next one ten times. */
const laughing = (levels: number) =>
  Array.from({ length: levels }, (_, level) =>
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /X ${6 + ((level + 1) % levels)} 0 R >> >>`,
      level === levels - 1 ? "BT /F1 12 Tf (ha) Tj ET" : "/X Do ".repeat(10),
    ),
  );

const noText = ["unsupported", "empty", "malformed", "bomb", "too_large"] as const;
/** Drawing that stays within the limits of size, and is ended for its time on a machine that is busy. */
const slow = ["text", "timeout", ...noText] as const;
const text = ["text"] as const;

export const pdfTraps: readonly Trap[] = [
  {
    name: "packed-spaces.pdf",
    answers: ["bomb"],
    make: () => page(stream("/Filter /FlateDecode", swollen(" ".repeat(1 << 20), 400))),
  },
  {
    name: "packed-twice.pdf",
    answers: ["bomb"],
    make: () =>
      page(stream("/Filter [/FlateDecode /FlateDecode]", deflated(swollen(" ".repeat(1 << 20), 400)))),
  },
  {
    name: "packed-and-spelled.pdf",
    answers: ["bomb"],
    make: () =>
      page(
        stream(
          "/Filter [/ASCIIHexDecode /FlateDecode]",
          `${Buffer.from(swollen(" ".repeat(1 << 20), 400)).toString("hex")}>`,
        ),
      ),
  },
  {
    name: "filter-name-spelled-out.pdf",
    answers: ["bomb"],
    make: () => page(stream("/Filter /F#6cateDecode", swollen(" ".repeat(1 << 20), 400))),
  },
  {
    name: "filter-behind-a-reference.pdf",
    answers: ["bomb"],
    make: () => page(stream("/Filter 6 0 R", swollen(" ".repeat(1 << 20), 400)), { extra: ["/FlateDecode"] }),
  },
  {
    name: "path-operators.pdf",
    answers: ["bomb", ...noText],
    make: () => page(stream("/Filter /FlateDecode", swollen("1 1 m 9 9 l S\n".repeat(10_000), 600))),
  },
  {
    name: "path-operators-below-the-limit.pdf",
    alone: true,
    answers: slow,
    make: () => page(stream("/Filter /FlateDecode", deflated("1 1 m 9 9 l S\n".repeat(290_000)))),
  },
  {
    name: "one-endless-path.pdf",
    alone: true,
    answers: slow,
    make: () => page(stream("/Filter /FlateDecode", deflated(`1 1 m ${"9 9 l ".repeat(690_000)} S`))),
  },
  {
    name: "text-operators.pdf",
    answers: slow,
    make: () =>
      page(stream("/Filter /FlateDecode", deflated(`BT /F1 12 Tf ${"1 1 Td (a) Tj ".repeat(280_000)} ET`))),
  },
  {
    name: "saved-states.pdf",
    answers: slow,
    make: () => page(stream("/Filter /FlateDecode", deflated("q ".repeat(2_050_000)))),
  },
  {
    name: "nested-marks.pdf",
    answers: slow,
    make: () => page(stream("/Filter /FlateDecode", deflated("/P << /MCID 0 >> BDC ".repeat(160_000)))),
  },
  {
    name: "page-of-seventy-metres.pdf",
    answers: [...text, ...noText],
    make: () => page(plain("BT /F1 12 Tf 10 10 Td (study) Tj ET"), { box: "0 0 200000 200000" }),
  },
  {
    name: "page-without-end.pdf",
    answers: [...text, ...noText],
    make: () => page(plain("1 0 0 rg 0 0 99 99 re f"), { box: "0 0 1e30 1e30", more: "/UserUnit 1000000" }),
  },
  {
    name: "page-of-pixels-and-picture.pdf",
    alone: true,
    answers: [...noText, ...text],
    make: () =>
      page(plain("q 200000 0 0 200000 0 0 cm /I Do Q"), {
        box: "0 0 200000 200000",
        resources: "/XObject << /I 6 0 R >>",
        extra: [stream(`/Type /XObject /Subtype /Image ${gray(1, 1)}`, "x")],
      }),
  },
  {
    name: "form-shows-itself.pdf",
    answers: [...noText, ...text],
    make: () =>
      page(plain("/X Do"), {
        resources: "/XObject << /X 6 0 R >>",
        extra: [
          stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            "/X Do /X Do",
          ),
        ],
      }),
  },
  {
    name: "laughing-forms.pdf",
    answers: slow,
    make: () => page(plain("/X Do"), { resources: "/XObject << /X 6 0 R >>", extra: laughing(9) }),
  },
  {
    name: "pages-in-a-circle.pdf",
    answers: noText,
    make: () =>
      makePdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 5 >>",
        "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 5 >>",
      ]),
  },
  {
    name: "pages-nested-deep.pdf",
    answers: [...noText, ...text, "too_deep"],
    make: () =>
      makePdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        ...Array.from(
          { length: 20_000 },
          (_, i) => `<< /Type /Pages /Kids [${i + 3} 0 R] /Count 1 /Parent ${i + 1} 0 R >>`,
        ),
        "<< /Type /Page /MediaBox [0 0 9 9] >>",
      ]),
  },
  {
    name: "pages-claimed.pdf",
    answers: ["too_large", "unsupported"],
    make: () =>
      makePdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
        "<< /Type /Page /MediaBox [0 0 9 9] >>",
      ]),
  },
  {
    name: "pages-by-the-thousand.pdf",
    answers: ["too_large"],
    make: () =>
      makePdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        `<< /Type /Pages /Kids [${"3 0 R ".repeat(100_000)}] /Count 100000 >>`,
        "<< /Type /Page /MediaBox [0 0 9 9] >>",
      ]),
  },
  {
    name: "deep-arrays.pdf",
    answers: [...noText, ...text, "too_deep"],
    make: () => page(plain("BT ET"), { more: `/X ${"[".repeat(500_000)}${"]".repeat(500_000)}` }),
  },
  {
    name: "deep-dictionaries.pdf",
    answers: [...noText, ...text, "too_deep"],
    make: () => page(plain("BT ET"), { more: `/X ${"<< /A ".repeat(300_000)}1${" >>".repeat(300_000)}` }),
  },
  {
    name: "deep-arrays-in-contents.pdf",
    answers: [...noText, ...text, "too_deep"],
    make: () => page(plain(`BT /F1 9 Tf ${"[".repeat(500_000)}`)),
  },
  {
    name: "object-stream-that-swells.pdf",
    answers: ["bomb", ...noText],
    make: () =>
      page(plain("BT ET"), {
        extra: [
          stream(
            "/Type /ObjStm /N 100000000 /First 10 /Filter /FlateDecode",
            swollen("1 0 ".repeat(1 << 18), 400),
          ),
        ],
      }),
  },
  {
    name: "table-in-a-circle.pdf",
    answers: [...noText, ...text],
    make: () => page(plain("BT ET"), { trailer: "/Prev 9" }),
  },
  {
    name: "length-that-lies.pdf",
    answers: [...text, ...noText],
    make: () => page("<< /Length 999999999 >>\nstream\nBT /F1 12 Tf 10 10 Td (study) Tj ET\nendstream"),
  },
  {
    name: "endless-code-map.pdf",
    answers: [...text, ...noText],
    make: () => {
      const ranges = "1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n100 beginbfrange\n";
      const map = `/CIDInit /ProcSet findresource begin begincmap ${ranges}${"<00000000> <ffffffff> <4e00>\n".repeat(100)}endbfrange endcmap`;
      return songPdf(show("study", 50, 700), "", "", [stream("", map)]).map((byte) => byte);
    },
  },
  {
    name: "endless-to-unicode.pdf",
    answers: [...text, ...noText],
    make: () => {
      const map = `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n${"100 beginbfrange\n<00000000> <7fffffff> <4e00>\nendbfrange\n".repeat(50)}endcmap`;
      return page(plain("BT /F2 12 Tf 10 10 Td (study) Tj ET"), {
        more: "",
        resources: "",
        extra: ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>", stream("", map)],
      });
    },
  },
  {
    name: "font-that-is-rubbish.pdf",
    answers: [...text, ...noText],
    make: () =>
      withFont(
        stream(
          "/Length1 100000",
          Uint8Array.from({ length: 100_000 }, (_, i) =>
            i < 12 ? ([0, 1, 0, 0, 255, 255, 0, 16, 0, 1, 0, 16][i] ?? 0) : (i * 7919) & 255,
          ),
        ),
      ),
  },
  {
    name: "font-that-swells.pdf",
    answers: ["bomb"],
    make: () =>
      withFont(stream("/Length1 419430400 /Filter /FlateDecode", swollen("\0".repeat(1 << 20), 400))),
  },
  {
    name: "endless-fields.pdf",
    alone: true,
    answers: slow,
    make: () =>
      page(plain("BT ET"), {
        more: `/Annots [${"6 0 R ".repeat(200_000)}]`,
        extra: ["<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (study) /Rect [0 0 9 9] >>"],
      }),
  },
  { name: "picture-of-gigapixels.pdf", answers: noText, make: () => image(gray(60_000, 60_000), "x") },
  {
    name: "picture-that-swells.pdf",
    answers: ["bomb"],
    make: () => image(`${gray(20_000, 20_000)} /Filter /FlateDecode`, swollen("\0".repeat(1 << 20), 382)),
  },
  {
    name: "picture-near-the-limit.pdf",
    answers: [...noText, "text"],
    make: () => image(`${gray(7000, 7000)} /Filter /FlateDecode`, swollen("\xff".repeat(1 << 19), 94)),
  },
  {
    name: "jbig2-of-gigapixels.pdf",
    answers: noText,
    make: () =>
      image(
        "/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode",
        Uint8Array.from([
          0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19, 0, 0, 234, 96, 0, 0, 234, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]),
      ),
  },
  {
    name: "jbig2-larger-than-declared.pdf",
    alone: true,
    answers: noText,
    make: () =>
      image(
        "/Width 100 /Height 100 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode",
        Uint8Array.from([
          0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19, 0, 0, 234, 96, 0, 0, 234, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]),
      ),
  },
  {
    name: "jpx-of-gigapixels.pdf",
    alone: true,
    answers: noText,
    make: () => image("/Width 100 /Height 100 /Filter /JPXDecode", jpx(60_000, 60_000)),
  },
  {
    name: "fax-of-gigapixels.pdf",
    answers: noText,
    make: () =>
      image(
        "/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>",
        "x",
      ),
  },
  {
    name: "inline-picture-of-gigapixels.pdf",
    answers: [...noText, "text"],
    make: () => page(plain("q BI /W 60000 /H 60000 /BPC 8 /CS /G ID xx EI Q")),
  },
  {
    name: "pattern-of-tiles.pdf",
    answers: [...noText, "text"],
    make: () =>
      page(plain("/Pattern cs /P scn 0 0 595 842 re f"), {
        resources: "/Pattern << /P 6 0 R >>",
        extra: [
          stream(
            "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.00001 /YStep 0.00001 /Resources << >>",
            "0 0 1 1 re f",
          ),
        ],
      }),
  },
  {
    name: "password.pdf",
    answers: ["encrypted"],
    make: () =>
      page(plain("BT ET"), {
        trailer: `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <${"5a".repeat(32)}> /U <${"a5".repeat(32)}> >> /ID [<${"00".repeat(16)}> <${"00".repeat(16)}>]`,
      }),
  },
  {
    name: "password-aes.pdf",
    answers: ["encrypted"],
    make: () =>
      page(plain("BT ET"), {
        trailer: `/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -1 /O <${"5a".repeat(48)}> /U <${"a5".repeat(48)}> /OE <${"11".repeat(32)}> /UE <${"22".repeat(32)}> /Perms <${"33".repeat(16)}> /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF >> /ID [<00> <00>]`,
      }),
  },
  {
    name: "certificate-only.pdf",
    answers: ["encrypted", "malformed"],
    make: () => page(plain("BT ET"), { trailer: "/Encrypt << /Filter /Adobe.PubSec /V 4 >>" }),
  },
  { name: "half-a-file.pdf", answers: ["truncated"], make: () => page(plain("BT ET")).slice(0, 300) },
  { name: "nothing-inside.pdf", answers: ["malformed"], make: () => ascii("%PDF-1.7\n%%EOF\n") },
  {
    name: "objects-without-end.pdf",
    answers: noText,
    make: () =>
      ascii(
        `%PDF-1.7\n${"1 0 obj\n<<>>\nendobj\n".repeat(200_000)}trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF`,
      ),
  },
];

/** The head of a JPEG 2000 code stream of this size. */
function jpx(width: number, height: number): Uint8Array {
  const head = new Uint8Array(60);
  const view = new DataView(head.buffer);
  head.set([0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0]);
  view.setUint32(8, width);
  view.setUint32(12, height);
  view.setUint32(24, width);
  view.setUint32(28, height);
  view.setUint16(40, 1);
  head.set([7, 1, 1], 42);
  head.set([0xff, 0x52, 0, 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, 1], 45);
  return head;
}

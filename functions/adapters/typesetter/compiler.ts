/** The typesetting engine, kept warm: fonts are read once per process and folder. */
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { ownFile } from "../asset.ts";
import { loadFonts } from "./font.ts";

/** `notice.typ` and its companions. */
const TEMPLATE_FOLDER = ownFile("functions/adapters/typesetter");

const compilers = new Map<string, Promise<NodeCompiler>>();

function compilerWith(officeFolder: string | undefined): Promise<NodeCompiler> {
  const key = officeFolder ?? "";
  const known = compilers.get(key);
  if (known) return known;
  const created = loadFonts(officeFolder).then((fontBlobs) =>
    NodeCompiler.create({ workspace: TEMPLATE_FOLDER, fontArgs: [{ fontBlobs }] }),
  );
  compilers.set(key, created);
  // A folder that could not be read is read again next time.
  created.catch(() => compilers.delete(key));
  return created;
}

export interface TypesettingJob {
  /** `notice.typ` or `stamp.typ`. */
  readonly template: string;
  /** Reaches the template as `sys.inputs`: text, never source. */
  readonly inputs: Record<string, string>;
  readonly officeFolder?: string;
  /** `a-2a` when it stands alone; a piece to be put into another PDF makes no claim of its own. */
  readonly standard: "a-2a" | "1.7";
}

/** The PDF; the same job gives the same bytes. Throws what the engine says when the template does not compile. */
export async function typesetPdf({
  template,
  inputs,
  officeFolder,
  standard,
}: TypesettingJob): Promise<Uint8Array> {
  const compiler = await compilerWith(officeFolder);
  try {
    const compiled = compiler.compile({ mainFilePath: `${TEMPLATE_FOLDER}/${template}`, inputs });
    const said = compiled.takeDiagnostics();
    const diagnostics = JSON.stringify(said ? compiler.fetchDiagnostics(said) : []);
    // A layout that did not settle may carry a wrong page number; a missing office font is only a warning.
    if (!compiled.result || diagnostics.includes("did not converge"))
      throw new Error(`${template}: ${diagnostics}`);
    const pdf = compiler.pdf(compiled.result, { pdfStandard: standard, pdfTags: standard === "a-2a" });
    return new Uint8Array(pdf);
  } finally {
    // The engine remembers every input it saw; a warm function must not grow with each notice.
    compiler.evictCache(4);
  }
}

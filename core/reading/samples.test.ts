/** Files as office programs write them, each with the text that a person would type off its page. */
import { describe, expect, it } from "vitest";
import { nodeAssets } from "../../functions/reading/assets.ts";
import { characterErrorRate, samples } from "../../test/fixtures/samples.ts";
import { read } from "./read.ts";

const digital = samples("reading");
const readSample = (bytes: Uint8Array) => read(bytes, { assets: nodeAssets });

/** Blank lines and the width of blanks do not count. */
const folded = (text: string) =>
  text
    .replace(/[^\S\n]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();

describe("samples", () => {
  it.each(digital)("$name is read as its page says", async ({ name, bytes, truth }) => {
    const result = await readSample(bytes);
    if (result.outcome === "refused") throw new Error(result.message);
    // where a page broke its lines, and how wide it set its blanks, is not always to be told
    if (name.endsWith(".pdf")) expect(characterErrorRate(result.text, truth)).toBeLessThanOrEqual(0.005);
    else expect(folded(result.text)).toBe(folded(truth));
    for (const [index, place] of result.places.entries()) {
      const next = result.places[index + 1];
      expect(result.text.slice(place.end, next?.start)).toMatch(/^[\t\n ]?$/);
    }
  });
});

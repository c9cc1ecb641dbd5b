/**
 * Files as office programs write them, each with the text that a person would type off its page, and the same
 * files damaged: a reader may lose words of a damaged file or refuse it, but it always comes back, and soon.
 */
import { describe, expect, it } from "vitest";
import { nodeAssets } from "../../functions/reading/assets.ts";
import { samples } from "../../test/fixtures/samples.ts";
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
  it.each(digital)("$name is read as its page says", async ({ bytes, truth }) => {
    const result = await readSample(bytes);
    if (result.outcome === "refused") throw new Error(result.message);
    expect(folded(result.text)).toBe(folded(truth));
    for (const [index, place] of result.places.entries()) {
      const next = result.places[index + 1];
      expect(result.text.slice(place.end, next?.start)).toMatch(/^[\t\n ]?$/);
    }
  });
});

const MUTATIONS = 50;
/** Far above any reading of these small files, far below a hang. */
const HANG_MS = 5000;

describe("damaged samples", () => {
  it.each(digital)(
    "$name always comes to an end",
    async ({ bytes }) => {
      for (let seed = 1; seed <= MUTATIONS; seed++) {
        const started = performance.now();
        const result = await readSample(mutated(bytes, seed));
        expect(["text", "refused"]).toContain(result.outcome);
        expect(performance.now() - started, `seed ${seed}`).toBeLessThan(HANG_MS);
      }
    },
    60_000,
  );
});

/** The bytes with a few of them changed, a stretch doubled or the end cut off, the same for the same seed. */
function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  let state = seed * 2_654_435_761;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const copy = bytes.slice();
  for (let count = 1 + random(12); count > 0; count--) copy[random(copy.length)] = random(256);
  if (seed % 5 === 0) return copy.slice(0, random(copy.length));
  if (seed % 5 === 1) copy.copyWithin(random(copy.length), random(copy.length), random(copy.length));
  return copy;
}

/** How certain an element is, in words: by what its words were taken. */
import type { Ground } from "./examination.ts";

const WORDS: { readonly [G in Ground as G["by"]]: (ground: G) => string } = {
  label: ({ label }) => `按标签“${label}”`,
  wording: () => "按写法",
  likeness: ({ percent, label }) => `与已有材料相像 ${percent}%${label ? `，标签“${label}”` : ""}`,
};

export function groundWords(ground: Ground): string {
  // The table has exactly the words of this ground's own kind.
  const words = WORDS[ground.by] as (ground: Ground) => string;
  return words(ground);
}

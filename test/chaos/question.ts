/** What the runner asks the service's process beside what anybody may ask over HTTP. */
import type { Conditions } from "./conditions.ts";

export type Question =
  | { readonly ask: "set"; readonly conditions: Partial<Conditions> }
  | { readonly ask: "sweep" }
  | { readonly ask: "stop"; readonly most: number }
  | { readonly ask: "settled" | "held"; readonly jurisdiction: string; readonly unitIds: readonly string[] };

// What a cross-document rule says, and what one that says it is.
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { AcrossSource } from "../../rulebook/schema/check.ts";
import type { ComparedSet, ElementMatch } from "./element-ref.ts";

/** A contradiction: the spot it is shown at, the spot it contradicts, and what fills the message. */
export type Contradiction = { at: ElementMatch; beside?: ElementMatch; values: Record<string, string> };
export type CrossCheck = (session: ComparedSet, rule: AcrossSource, rulebook: Rulebook) => Contradiction[];

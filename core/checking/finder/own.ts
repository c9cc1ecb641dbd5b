/** The model that comes with the product. Opened once, when the first paper is checked. */
import { stored } from "./data/model.ts";
import { type Model, open } from "./model.ts";

let opened: Model | undefined;

export const ownModel = (): Model | undefined => {
  if (stored.elements.length === 0) return undefined;
  opened ??= open(stored);
  return opened;
};

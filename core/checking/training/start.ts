/** What was learned before, as the learners begin with it. */
import { FEATURE_BITS } from "../finder/hash.ts";
import { type Model, open, type StoredModel } from "../finder/model.ts";
import { FRESH, type Start } from "./learn.ts";

type Table = { first: Uint32Array; who: Uint8Array; weight: Float32Array };

/** Learning goes on from the weights of a stored model. */
export const startFrom = (stored: StoredModel): Start =>
  stored.elements.length === 0 ? FRESH : startAt(open(stored));

/** The same from one that has been opened. */
export function startAt(model: Model): Start {
  return {
    element(id) {
      const name = model.elements.indexOf(id);
      if (name < 0) return undefined;
      const none = new Map([...model.none].filter(([key]) => key === id || key.startsWith(`${id}|`)));
      return { weights: weightsOf(model, name), none };
    },
    type(id) {
      const name = model.types.types.indexOf(id);
      return name < 0
        ? undefined
        : { weights: weightsOf(model.types, name), bias: model.types.bias[name] ?? 0 };
    },
  };
}

function weightsOf(table: Table, name: number): Float32Array {
  const weights = new Float32Array(1 << FEATURE_BITS);
  for (let feature = 0; feature < weights.length; feature++)
    for (let at = table.first[feature] ?? 0; at < (table.first[feature + 1] ?? 0); at++)
      if (table.who[at] === name) weights[feature] = table.weight[at] ?? 0;
  return weights;
}

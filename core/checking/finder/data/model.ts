import type { StoredModel } from "../model.ts";

export const stored: StoredModel = { hash: "", elements: [], weights: "", none: {}, reach: {}, certainty: {}, types: { types: [], weights: "", bias: [] } };

// An office's own additions laid over the common rules: maps merge, entries with an id merge, other lists give way.

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const keyOf = (entry: unknown): string | undefined => {
  if (!isMap(entry)) return undefined;
  const key = entry.id ?? entry.use;
  return typeof key === "string" ? key : undefined;
};

/** The base with the overlay's fields laid over it. An entry marked `remove: true` is taken out. */
export function overlay(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (isMap(base) && isMap(over)) {
    const merged: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(over)) merged[key] = overlay(base[key], value);
    return merged;
  }
  if (Array.isArray(base) && Array.isArray(over) && over.length > 0 && over.every((entry) => keyOf(entry))) {
    const entries = new Map<string | undefined, unknown>(base.map((entry) => [keyOf(entry), entry]));
    for (const entry of over) {
      const key = keyOf(entry);
      if (isMap(entry) && entry.remove === true) entries.delete(key);
      else entries.set(key, overlay(entries.get(key), entry));
    }
    return [...entries.values()];
  }
  return over;
}

/** Where in the overlay a place of the merged value comes from, as far as the overlay speaks of it. */
export function pathInOverlay(
  merged: unknown,
  over: unknown,
  path: ReadonlyArray<string | number>,
): Array<string | number> {
  const [step, ...rest] = path;
  if (step === undefined) return [];
  if (isMap(over) && isMap(merged) && typeof step === "string" && step in over)
    return [step, ...pathInOverlay(merged[step], over[step], rest)];
  if (Array.isArray(over) && Array.isArray(merged) && typeof step === "number") {
    const key = keyOf(merged[step]);
    const at = key === undefined ? step : over.findIndex((entry) => keyOf(entry) === key);
    if (at >= 0 && at < over.length) return [at, ...pathInOverlay(merged[step], over[at], rest)];
  }
  return [];
}

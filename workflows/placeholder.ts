/** Fills the `${Name}` placeholders of a state machine; one definition serves AWS and the one-machine cloud. */

const PLACEHOLDER = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** The names a definition wants filled. */
export function placeholders(definition: string): string[] {
  return [...new Set([...definition.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ""))];
}

/** Throws on a placeholder without value and on a value without placeholder: both are drift. */
export function fill(definition: string, values: Readonly<Record<string, string>>): string {
  const wanted = new Set(placeholders(definition));
  const surplus = Object.keys(values).filter((name) => !wanted.has(name));
  if (surplus.length > 0) throw new Error(`no placeholder for ${surplus.join(", ")}`);
  return definition.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for \${${name}}`);
    return value;
  });
}

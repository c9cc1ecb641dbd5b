/** A list of names as people type or paste it. */

/** Splits at 、 commas, semicolons and white space; repeated names are taken once. */
export function rosterOf(text: string): string[] {
  return [...new Set(text.split(/[、，,；;\s]+/u).filter((name) => name !== ""))];
}

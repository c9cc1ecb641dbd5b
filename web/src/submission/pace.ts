/** How often a page asks. */

/** While a scan is being recognised, milliseconds: a page of it takes about as long. */
export const RECOGNISING = 4_000;

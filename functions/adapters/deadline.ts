/** Working days that people have, as defaults an office may change. */

/** A unit to correct a returned document. */
export const CORRECTION_DAYS = 5;

/** Columns that rows have in common. */

export const service = "qiyou";
export const text = { type: "string", required: true } as const;
export const number = { type: "number", required: true } as const;
/** A number inside a sort key: padded, so that 10 follows 9. */
export const ordinal = { type: "number", required: true, padding: { length: 6, char: "0" } } as const;
/** Format of the row's JSON; absent in rows from before formats were counted: 1. */
export const format = { type: "number" } as const;

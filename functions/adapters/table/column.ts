/** Columns that rows have in common. */
import { CustomAttributeType } from "electrodb";

export const service = "qiyou";
export const text = { type: "string", required: true } as const;
export const optional = { type: "string" } as const;
export const number = { type: "number", required: true } as const;
/** A number inside a sort key: padded, so that 10 follows 9. */
export const ordinal = { type: "number", required: true, padding: { length: 6, char: "0" } } as const;
/** JSON that nobody has looked at yet: of use once its row has been parsed. */
export const json = { type: CustomAttributeType<unknown>("any"), required: true } as const;
/** Format of the row's JSON; absent in rows from before formats were counted: 1. */
export const format = { type: "number" } as const;
/** Format of the row, written with each that is put. Stands beside the `upcasts` of its kind and grows with them. */
export const written = (present: number) => ({ type: "number", default: present }) as const;

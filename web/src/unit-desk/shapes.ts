/** The unit desk's shapes, as the contract carries them. */
import type { z } from "zod";
import type * as shape from "../../../functions/api/contract/shapes.ts";

export type Desk = z.infer<typeof shape.desk>;
export type Obligation = z.infer<typeof shape.obligationLine>;
export type Session = z.infer<typeof shape.sessionLine>;
export type UploadLink = z.infer<typeof shape.link>;
export type Contradiction = z.infer<typeof shape.contradictionLine>;

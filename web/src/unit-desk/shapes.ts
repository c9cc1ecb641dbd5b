/** The unit desk's shapes, as the contract carries them. */
import type { z } from "zod";
import type { link } from "../../../functions/api/contract/links.ts";
import type {
  contradictionLine,
  desk,
  obligationLine,
  sessionLine,
} from "../../../functions/api/contract/units.ts";

export type Desk = z.infer<typeof desk>;
export type Obligation = z.infer<typeof obligationLine>;
export type Session = z.infer<typeof sessionLine>;
export type UploadLink = z.infer<typeof link>;
export type Contradiction = z.infer<typeof contradictionLine>;

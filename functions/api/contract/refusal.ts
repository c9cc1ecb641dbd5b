/** The only error a person sees: a stable code, a sentence that says what to do. */
import * as z from "zod";

export const refusal = z.object({ code: z.string(), message: z.string() });

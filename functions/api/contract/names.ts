/** What the rulebook of the caller's office calls things, by their ids. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";

const idAndName = z.object({ id: z.string(), name: z.string() });

export const names = z.object({
  rulebook: z.string(),
  /** `filed`: units are asked for it. */
  types: z.array(idAndName.extend({ filed: z.boolean() })),
  /** 七有: the lights together. */
  dossier: z.string(),
  lights: z.array(idAndName),
  kinds: z.array(idAndName),
  obligations: z.array(idAndName),
  codes: z.object({
    names: z.record(z.string(), z.string()),
    families: z.array(z.object({ prefix: z.string(), name: z.string() })),
    other: z.string(),
  }),
});

export const nameEndpoints = {
  names: endpoint({
    method: "get",
    path: "/api/names",
    summary:
      "Names of document types, lights, kinds of session, obligations and finding codes in the rulebook",
    access: { kind: "signed-in" },
    answer: names,
  }),
} as const;

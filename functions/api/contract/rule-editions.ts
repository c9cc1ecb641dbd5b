/** An office's own rules: looked at, tried, imported, brought back, taken out as files. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { byToken } from "./fields.ts";
import { names } from "./names.ts";

const administrators = { kind: "roles", roles: ["administrator"], scope: "jurisdiction" } as const;

/** Texts by name: `types/<type>.yaml`, `papers/<name>.txt` … What may stand in them, the rulebook's own schema says. */
const files = z.record(z.string().max(200, "文件名最多200个字，请改短后再导入。"), z.string());
const edition = z.number().int().min(0).max(999_999);
const note = z.string().trim().max(200, "说明最多200个字，请精简后再提交。").default("");
/** The edition that was in force when the caller looked: 0 for none. */
const base = edition;

/** Edition 0 is what an office goes by that has imported nothing. */
export const ruleEdition = z.object({
  edition: z.number().int(),
  hash: z.string(),
  at: z.string(),
  byName: z.string(),
  note: z.string(),
  files: z.number().int(),
  restored: z.number().int().optional(),
});

export const rulesInForce = z.object({
  edition: z.number().int(),
  hash: z.string(),
  /** As examinations are stamped; absent while the rules cannot be used. */
  version: z.string().optional(),
  /** Why they cannot be used: a later product no longer takes them. */
  refused: z.string().optional(),
  made: ruleEdition.optional(),
  files: z.array(z.object({ name: z.string(), characters: z.number().int() })),
});

const change = z.object({
  id: z.string(),
  name: z.string(),
  change: z.enum(["added", "removed", "changed"]),
});

const elementNames = z.array(z.string());
/** What the office's marked papers teach, and whether each is understood by what the others taught. */
const papersTrial = z.object({
  types: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      own: z.boolean(),
      papers: z.number().int(),
      learned: elementNames,
    }),
  ),
  tried: z.array(
    z.object({
      file: z.string(),
      line: z.number().int(),
      style: z.string(),
      leftOut: z.boolean(),
      found: elementNames,
      missed: elementNames,
      unmarked: elementNames,
    }),
  ),
});

export const rulesTrial = z.object({
  /** To be given back with the import. */
  base: z.number().int(),
  faults: z.array(z.object({ file: z.string(), line: z.number().int(), message: z.string() })),
  failures: z.array(
    z.object({ rule: z.string(), kind: z.enum(["accept", "reject"]), sample: z.string(), got: z.string() }),
  ),
  uncovered: z.array(z.object({ rule: z.string(), accept: z.number().int(), reject: z.number().int() })),
  samples: z.number().int(),
  papers: papersTrial,
  changes: z
    .object({ types: z.array(change), rules: z.array(change), settings: z.array(z.string()) })
    .optional(),
});

/** What the page behind a link checks by, and calls things. */
export const linkRules = z.object({
  files,
  edition: z.number().int().optional(),
  names,
});

export const ruleEditionEndpoints = {
  rulesInForce: endpoint({
    method: "get",
    path: "/api/rules/current",
    summary: "The office's own rules in force; ETag and If-None-Match by edition",
    access: administrators,
    answer: rulesInForce,
  }),
  ruleEditions: endpoint({
    method: "get",
    path: "/api/rules/editions",
    summary: "All editions of the office's own rules, the newest first",
    access: administrators,
    answer: z.object({ editions: z.array(ruleEdition) }),
  }),
  ruleFiles: endpoint({
    method: "get",
    path: "/api/rules/files",
    summary: "The files of an edition, of the one in force if none is named",
    access: administrators,
    query: z.object({ edition: z.coerce.number().int().min(0).optional() }),
    answer: z.object({ edition: z.number().int(), files }),
  }),
  tryRules: endpoint({
    method: "post",
    path: "/api/rules/trial",
    summary: "What importing these files would change, and what is wrong with them; changes nothing",
    access: administrators,
    body: z.object({ files }),
    answer: rulesTrial,
  }),
  importRules: endpoint({
    method: "post",
    path: "/api/rules/import",
    summary: "Bring these files into force as a new edition, unless another has come into force since `base`",
    access: administrators,
    body: z.object({ files, note, base }),
    answer: z.object({ edition: z.number().int() }),
  }),
  restoreRules: endpoint({
    method: "post",
    path: "/api/rules/restore",
    summary: "Bring the files of an old edition into force again, as a new edition",
    access: administrators,
    body: z.object({ edition, note, base }),
    answer: z.object({ edition: z.number().int() }),
  }),
  linkRules: endpoint({
    method: "get",
    path: "/api/links/{token}/rules",
    summary: "The rules by which the browser checks before sending, and what they call things",
    access: { kind: "link" },
    params: byToken,
    answer: linkRules,
  }),
} as const;

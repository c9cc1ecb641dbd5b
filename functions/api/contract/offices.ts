/** The office's settings, what is still to be done in an empty one, and the register of who changed what. */
import * as z from "zod";
import { endpoint } from "./endpoint.ts";
import { key, named } from "./fields.ts";
import { change } from "./members.ts";

const administrator = { kind: "roles", roles: ["administrator"], scope: "jurisdiction" } as const;

export const office = z.object({
  jurisdiction: z.string(),
  name: z.string(),
  issuer: z.string(),
  mark: z.string(),
  parentId: z.string().optional(),
  addressee: z.string().optional(),
  copyTo: z.array(z.string()),
  printedBy: z.string().optional(),
  copies: z.number().int().optional(),
  /** The offices of this installation that could stand above it. */
  others: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** The first steps of an office, in their order. */
export const FIRST_STEPS = ["settings", "units", "members", "people", "links", "rules"] as const;
export const firstStep = z.object({
  step: z.enum(FIRST_STEPS),
  done: z.boolean(),
  /** May be left as it is. */
  optional: z.boolean(),
  detail: z.string(),
});

export const registerEntry = z.object({
  sequence: z.number().int(),
  at: z.string(),
  by: z.string(),
  byName: z.string(),
  what: z.string(),
  name: z.string(),
  reason: z.string().optional(),
  changes: z.array(change),
  hash: z.string(),
});

export const officeEndpoints = {
  office: endpoint({
    method: "get",
    path: "/api/office",
    summary: "Settings of the office",
    access: administrator,
    answer: office,
  }),
  changeOffice: endpoint({
    method: "post",
    path: "/api/office",
    summary:
      "Set how the office is called, signs and addresses its notices, and which office stands above it",
    access: administrator,
    body: z.object({
      name: named("辖区名称", 40),
      issuer: named("发文机关", 60),
      mark: named("发文字号", 20),
      parentId: key.optional(),
      addressee: named("主送机关", 200).optional(),
      copyTo: z.array(named("抄送机关", 60)).max(30, "抄送机关最多30个。").default([]),
      printedBy: named("印发机关", 60).optional(),
      copies: z.number().int().min(1, "印数至少1份。").max(9999, "印数最多9999份。").optional(),
    }),
    answer: office,
  }),
  firstSteps: endpoint({
    method: "get",
    path: "/api/office/first-steps",
    summary: "What is still to be done before units can file",
    access: administrator,
    answer: z.object({ steps: z.array(firstStep) }),
  }),
  register: endpoint({
    method: "get",
    path: "/api/register",
    summary: "Who changed which setting, unit, member, account or right when, the newest first",
    access: administrator,
    /** Entries before this one. */
    query: z.object({ before: z.coerce.number().int().positive().optional() }),
    answer: z.object({ entries: z.array(registerEntry), total: z.number().int() }),
  }),
  verifyRegister: endpoint({
    method: "get",
    path: "/api/register/verification",
    summary: "Whether the register is whole: every entry hangs on the one before",
    access: administrator,
    answer: z.object({ entries: z.number().int(), whole: z.boolean() }),
  }),
  registerExport: endpoint({
    method: "get",
    path: "/api/register/trail",
    summary: "The register as JSON lines, to be verified by anybody with `qiyou trail verify`",
    access: administrator,
    content: "application/x-ndjson",
  }),
} as const;

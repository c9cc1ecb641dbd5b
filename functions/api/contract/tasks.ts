/** Tasks 待办: lists, counts, and what people arrange about them. What a task asks for is done on its subject's own page. */
import * as z from "zod";
import { ROLES } from "../../../core/organisation/role.ts";
import { endpoint } from "./endpoint.ts";
import { askedPeriod, byId, day, key, ok, written } from "./fields.ts";

const everybody = { kind: "roles", roles: [...ROLES], scope: "unit" } as const;

export const taskAct = z.enum(["claim", "release", "take_over", "transfer", "urge"]);

/** What is open on one subject, whose it is, and what the caller may do about it. */
export const openTask = z.object({
  about: z.string(),
  /** What is to be done: 审核. */
  what: z.string(),
  /** Whose it is while nobody has claimed it. */
  placeName: z.string(),
  holder: z.string().optional(),
  holderName: z.string().optional(),
  /** The last day on which the holder has it. */
  until: day.optional(),
  since: z.string(),
  due: day.optional(),
  overdue: z.boolean(),
  urgedOn: day.optional(),
  may: z.array(taskAct),
});

/** A task as a line of a list. */
export const taskLine = openTask.extend({
  /** Id of what it is about, and which kind of subject that is. */
  subject: z.string(),
  kind: z.string(),
  title: z.string(),
  unitName: z.string().optional(),
  /** For whom the caller would do it, by a delegation. */
  onBehalfOfName: z.string().optional(),
});

export const doneLine = z.object({
  subject: z.string(),
  about: z.string(),
  kind: z.string(),
  what: z.string(),
  title: z.string(),
  unitName: z.string().optional(),
  at: z.string(),
  due: day.optional(),
  late: z.boolean(),
  byName: z.string(),
});

const about = key;
const note = z.string().trim().max(200, "附言最多200个字，请精简后再提交。").optional();

export const taskEndpoints = {
  tasks: endpoint({
    method: "get",
    path: "/api/tasks",
    summary:
      "The caller's tasks, those of their pools, or those they wait for; the most urgent first, page by page",
    access: { kind: "signed-in" },
    query: z.object({
      list: z.enum(["mine", "pool", "waiting"]).default("mine"),
      due: z.enum(["all", "overdue"]).default("all"),
      /** What the page before has answered as `next`. */
      after: key.optional(),
    }),
    answer: z.object({ tasks: z.array(taskLine), next: z.string().optional() }),
  }),
  doneTasks: endpoint({
    method: "get",
    path: "/api/tasks/done",
    summary: "What the caller has done in a quarter, the newest first",
    access: { kind: "signed-in" },
    query: z.object({ period: askedPeriod.optional() }),
    answer: z.object({ tasks: z.array(doneLine), more: z.boolean() }),
  }),
  taskCounts: endpoint({
    method: "get",
    path: "/api/tasks/counts",
    summary: "How many tasks wait for the caller; counted up to 99",
    access: { kind: "signed-in" },
    answer: z.object({
      mine: z.number().int(),
      /** Of the caller's pools: what nobody has claimed. */
      pool: z.number().int(),
      overdue: z.number().int(),
      waiting: z.number().int(),
    }),
  }),
  claimTask: endpoint({
    method: "post",
    path: "/api/tasks/{id}/claim",
    summary: "Claim a task of a subject for as many working days as the rules say",
    access: everybody,
    subject: "task",
    params: byId,
    body: z.object({ about }),
    answer: ok,
  }),
  releaseTask: endpoint({
    method: "post",
    path: "/api/tasks/{id}/release",
    summary: "Give a claimed task back",
    access: everybody,
    subject: "task",
    params: byId,
    body: z.object({ about }),
    answer: ok,
  }),
  transferTask: endpoint({
    method: "post",
    path: "/api/tasks/{id}/transfer",
    summary: "Give a task to another, or, naming nobody, take it over; with a reason",
    access: everybody,
    subject: "task",
    params: byId,
    body: z.object({ about, to: key.optional(), reason: written("理由", 200) }),
    answer: ok,
  }),
  taskRecipients: endpoint({
    method: "get",
    path: "/api/tasks/{id}/recipients",
    summary: "Those to whom a task may be given",
    access: everybody,
    subject: "task",
    params: byId,
    query: z.object({ about: about.default("") }),
    answer: z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  urgeTask: endpoint({
    method: "post",
    path: "/api/tasks/{id}/urge",
    summary: "Urge whoever is to act; once a day a task",
    access: everybody,
    subject: "task",
    params: byId,
    body: z.object({ about, note }),
    answer: ok,
  }),
  urgeTasks: endpoint({
    method: "post",
    path: "/api/tasks/urge",
    summary: "Urge many; answers how many were, and why the others were not",
    access: everybody,
    body: z.object({
      tasks: z
        .array(z.object({ subject: key, about }))
        .min(1, "请先选中要催办的待办。")
        .max(50, "一次最多催办50项，请分几次。"),
      note,
    }),
    answer: z.object({ urged: z.number().int(), messages: z.array(z.string()) }),
  }),
} as const;

/** The contract's shapes as types, and where a task is done: on its subject's own page. */
import type { z } from "zod";
import type { doneLine, openTask, taskAct, taskLine } from "../../../functions/api/contract/tasks.ts";

export type OpenTask = z.infer<typeof openTask>;
export type TaskLine = z.infer<typeof taskLine>;
export type DoneLine = z.infer<typeof doneLine>;
export type TaskAct = z.infer<typeof taskAct>;

/** By kind of subject. A kind without a page of its own is looked at where it is listed. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  submission: (id) => `/review/${id}`,
  notice: (id) => `/notices/${id}`,
};

export const pageOf = ({ kind, subject }: Pick<TaskLine, "kind" | "subject">): string =>
  PAGES[kind]?.(subject) ?? "/tasks";

/** The same task in whatever list. */
export const keyOf = ({ subject, about }: Pick<TaskLine, "subject" | "about">): string =>
  `${subject} ${about}`;

/** Tasks: lists and counts, and what people arrange about them. */
import { accept, refuse } from "../../../core/outcome.ts";
import {
  claimTask,
  recipientsOf,
  releaseTask,
  type ToUrge,
  transferTask,
  urgeTask,
  urgeTasks,
} from "../../app/tasks/act.ts";
import { taskCounts } from "../../app/tasks/lists.ts";
import { seenDone, seenTasks } from "../../app/tasks/look.ts";
import type { Before, Routes } from "../call.ts";
import type { taskEndpoints } from "../contract/tasks.ts";
import { doneLine, taskLine } from "../present/tasks.ts";

export const taskRoutes: Pick<Routes, keyof typeof taskEndpoints> = {
  async tasks({ person, query }) {
    const { seen, names, next } = await seenTasks(query, person);
    return accept({ tasks: seen.map((one) => taskLine(one, names)), next });
  },

  async doneTasks({ person, query }) {
    const { seen, names, more } = await seenDone(person, query.period);
    return accept({ tasks: seen.map((one) => doneLine(one, names)), more });
  },

  taskCounts: async ({ person }) => accept(await taskCounts(person)),

  claimTask: ({ subject, body, actor }) => claimTask(subject, body.about, actor),
  releaseTask: ({ subject, body, actor }) => releaseTask(subject, body.about, actor),
  transferTask: ({ subject, body, actor }) => transferTask(subject, body, actor),
  urgeTask: ({ subject, body, actor }) => urgeTask(subject, body.about, body.note, actor),

  async taskRecipients({ subject, query, actor }) {
    const people = await recipientsOf(subject, query.about, actor);
    return accept({ people: people.map(({ id, name }) => ({ id, name })) });
  },

  async urgeTasks({ body, before }) {
    const tasks = await Promise.all(body.tasks.map((one) => toUrge(one, before)));
    const { urged, refusals } = await urgeTasks(tasks, body.note);
    return accept({ urged, messages: [...new Set(refusals.map(({ message }) => message))] });
  },
};

/** Nobody urges what they may not see. */
async function toUrge(
  { subject: id, about }: { readonly subject: string; readonly about: string },
  before: Before,
): Promise<ToUrge> {
  const entered = await before("task", id);
  if (!entered.ok) return { refusal: entered.refusal };
  const { subject, actor } = entered.value;
  return "table" in subject
    ? { subject, about, actor }
    : refuse("missing", "not_found", "没有找到这项内容。");
}

/** Tasks: lists and counts, and what people arrange about them. */
import { parsePeriod, periodOf } from "../../../core/calendar/period.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import type { TaskPlace } from "../../adapters/table/tasks.ts";
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
import { enterBefore } from "../acting.ts";
import type { Routes } from "../call.ts";
import { taskEndpoints } from "../contract/tasks.ts";
import { doneLine, taskLine } from "../present/tasks.ts";

/** Lines of a page. */
const PAGE = 30;

export const taskRoutes: Pick<Routes, keyof typeof taskEndpoints> = {
  async tasks({ person, query: { list, due, after } }) {
    const before = due === "overdue" ? clock.today() : undefined;
    const part = { limit: PAGE, before, after: after === undefined ? undefined : placeOf(after) };
    const { seen, names, next } = await seenTasks(list, person, part);
    const tasks = seen.map((one) => taskLine(one, names));
    return accept({ tasks, ...(next && { next: cursorOf(next) }) });
  },

  async doneTasks({ person, query }) {
    const quarter = parsePeriod(query.period ?? periodOf(clock.today()));
    if (!quarter) return refuse("input", "bad_request", "没有这个季度，请重新选择。");
    const { seen, names, more } = await seenDone(person, quarter);
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

  async urgeTasks({ body, person }) {
    const tasks = await Promise.all(body.tasks.map((one) => toUrge(one, person)));
    const { urged, refusals } = await urgeTasks(tasks, body.note);
    return accept({ urged, messages: [...new Set(refusals.map(({ message }) => message))] });
  },
};

/** Each as if it had been asked for by its own address: nobody urges what they may not see. */
async function toUrge(
  { subject, about }: { readonly subject: string; readonly about: string },
  person: Person,
): Promise<ToUrge> {
  const entered = await enterBefore("task", subject, taskEndpoints.urgeTask.access, person);
  if (!entered.ok) return { refusal: entered.refusal };
  const { subject: found, actor } = entered.value;
  return "table" in found
    ? { subject: found, about, actor }
    : { refusal: refuse("missing", "not_found", "没有找到这项内容。").refusal };
}

const cursorOf = ({ due, subject, about }: TaskPlace): string => [due, subject, about].join("|");

/** What is no cursor of ours begins at the first task. */
function placeOf(cursor: string): TaskPlace {
  const [due = "", subject = "", about = ""] = cursor.split("|");
  return { due, subject, about };
}

/** decideTask(kind, state, command, actor) → events, or a refusal: who may arrange what about a task, of any kind of subject. */
import { accept, type Result, refuse } from "../outcome.ts";
import { belongsTo, hasRole, isExcept, namesBehind, rightsBehind } from "./actor.ts";
import type { Actor, Assignee, Day, Kind, SubjectState, Task } from "./kind.ts";
import { heldByAnother } from "./open-task.ts";
import type { TaskEvent } from "./task-event.ts";

export type TaskCommand =
  | { readonly type: "ClaimTask"; readonly about: string; readonly until: Day }
  | { readonly type: "ReleaseTask"; readonly about: string }
  | {
      readonly type: "TransferTask";
      readonly about: string;
      /** Who is to do it. Oneself: to take it over. */
      readonly to: Actor;
      readonly toName: string;
      readonly reason: string;
      readonly until: Day;
    }
  | { readonly type: "UrgeTask"; readonly about: string; readonly today: Day; readonly note?: string }
  /** Somebody leaves: what they hold goes back, what was meant for them goes to all who hold their role. */
  | {
      readonly type: "HandOnTask";
      readonly about: string;
      readonly from: string;
      readonly poolName: string;
    };

type Decided = Result<readonly TaskEvent[]>;
const done: Decided = accept([]);
const one = (event: TaskEvent): Decided => accept([event]);

type Rules<State extends SubjectState> = Pick<Kind<State, never, never>, "tasksOf" | "barred">;

/** A task, where it lies and who asks for it. */
interface Asked<State extends SubjectState> {
  readonly kind: Rules<State>;
  readonly state: State;
  readonly task: Task;
  readonly place: Assignee;
  readonly actor: Actor;
}

/** @param state without claims that have run out */
export function decideTask<State extends SubjectState>(
  kind: Rules<State>,
  state: State,
  command: TaskCommand,
  actor: Actor,
): Decided {
  const task = kind.tasksOf(state).find(({ about }) => about === command.about);
  if (!task) return refuse("conflict", "task_closed", "这项待办已经办结，请刷新列表。");
  const asked = { kind, state, task, place: state.tasks?.[task.about]?.pool ?? task.to, actor };
  switch (command.type) {
    case "ClaimTask":
      return claim(asked, command);
    case "ReleaseTask":
      return holds(asked) ? one({ type: "TaskReleased", about: task.about }) : done;
    case "TransferTask":
      return transfer(asked, command);
    case "UrgeTask":
      return urge(asked, command);
    case "HandOnTask":
      return handOn(asked, command);
  }
}

const holderOf = <State extends SubjectState>({ state, task }: Asked<State>) =>
  state.tasks?.[task.about]?.holder;

const holds = <State extends SubjectState>(asked: Asked<State>): boolean => {
  const holder = holderOf(asked);
  return holder !== undefined && namesBehind(asked.actor).includes(holder);
};

const isMeant = <State extends SubjectState>({ place, actor }: Asked<State>): boolean =>
  belongsTo(place, rightsBehind(actor));

/** Why the task is not for this person, though they hold the role. */
function barred<State extends SubjectState>({ kind, state, task }: Asked<State>, person: Actor) {
  const refusal = kind.barred?.(state, task.about, person);
  if (refusal) return { ok: false, refusal } as const;
  return isExcept(task, person)
    ? refuse("conflict", "already_signed", "已经签过意见，须由其他人办理。")
    : undefined;
}

const notYours = refuse("forbidden", "task_not_yours", "这项待办不在您的办理范围内。");

function claim<State extends SubjectState>(
  asked: Asked<State>,
  { about, until }: TaskCommand & { type: "ClaimTask" },
): Decided {
  if (holds(asked)) return done;
  if (!isMeant(asked)) return notYours;
  if (heldByAnother(asked.state, about, asked.actor))
    return refuse("conflict", "claimed_by_other", "这项待办已由他人领取；确需接办的，请写明理由后接办。");
  if ("person" in asked.place) return done;
  return barred(asked, asked.actor) ?? one({ type: "TaskClaimed", about, until });
}

/** By who holds it, by all for whom it is (to take it over, or to give it to a colleague), and by the administrator. */
function transfer<State extends SubjectState>(
  asked: Asked<State>,
  { about, to, toName, reason, until }: TaskCommand & { type: "TransferTask" },
): Decided {
  const { task, place, actor } = asked;
  const arranges = hasRole(rightsBehind(actor), "administrator");
  if (!arranges && !holds(asked) && !isMeant(asked) && !belongsTo(asPool(place), rightsBehind(actor)))
    return notYours;
  if (reason.trim() === "") return refuse("conflict", "reason_required", "请写明转交的理由。");
  if (holderOf(asked) === to.id) return done;
  if (!belongsTo(asPool(place), to) && !belongsTo(task.to, to))
    return refuse("conflict", "recipient_not_entitled", "所选人员没有办理这项待办的权限，请另选。");
  const refused = barred(asked, to);
  if (refused && to.id === actor.id) return refused;
  if (refused)
    return refuse("conflict", "recipient_barred", `不能转交给所选人员：${refused.refusal.message}`);
  return one({ type: "TaskTransferred", about, to: { person: to.id }, toName, reason, until });
}

/** Those among whom a task may pass from hand to hand. */
const asPool = (place: Assignee): Assignee => ("person" in place ? (place.as ?? place) : place);

function urge<State extends SubjectState>(
  asked: Asked<State>,
  { about, today, note }: TaskCommand & { type: "UrgeTask" },
): Decided {
  const { state } = asked;
  if (holds(asked) || (holderOf(asked) === undefined && isMeant(asked)))
    return refuse("conflict", "own_task", "这是您自己的待办，无需催办。");
  if (state.tasks?.[about]?.urgedOn === today)
    return refuse("conflict", "urged_today", "这项待办今天已经催办过，明天可以再催。");
  return one({ type: "TaskUrged", about, day: today, ...(note && { note }) });
}

function handOn<State extends SubjectState>(
  asked: Asked<State>,
  { about, from, poolName }: TaskCommand & { type: "HandOnTask" },
): Decided {
  const { place } = asked;
  const events: TaskEvent[] = [];
  if (holderOf(asked) === from) events.push({ type: "TaskReleased", about, why: "left" });
  if ("person" in place && place.person === from && place.as)
    events.push({ type: "TaskTransferred", about, to: place.as, toName: poolName, reason: "原办理人离任" });
  return accept(events);
}

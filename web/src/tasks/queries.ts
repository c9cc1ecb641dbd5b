/** What the pages ask about tasks, and what they have done about them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import type { TaskLine } from "./shapes.ts";

export type TaskList = "mine" | "pool" | "waiting";
export type Due = "all" | "overdue";

/** Others work on the same tasks: asked again, a list each minute, the counts of every page more seldom. */
const AGAIN = 60_000;
const COUNT_AGAIN = 180_000;

export function useTaskCounts() {
  return useQuery({
    queryKey: ["tasks", "counts"],
    queryFn: () => call(endpoints.taskCounts),
    refetchInterval: COUNT_AGAIN,
  });
}

export function useTasks(list: TaskList, due: Due) {
  return useInfiniteQuery({
    queryKey: ["tasks", list, due],
    queryFn: ({ pageParam }) =>
      call(endpoints.tasks, { query: { list, due, ...(pageParam !== "" && { after: pageParam }) } }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    refetchInterval: AGAIN,
  });
}

/** After anything that people arrange: the lists, the counts and the subject's own page. */
function useRefresh() {
  const queries = useQueryClient();
  return (subject?: string) =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["tasks"] }),
      queries.invalidateQueries({ queryKey: ["queue"] }),
      subject !== undefined && queries.invalidateQueries({ queryKey: ["submission", subject] }),
      subject !== undefined && queries.invalidateQueries({ queryKey: ["notice", subject] }),
    ]);
}

export type Arranging =
  | { readonly act: "claim" }
  | { readonly act: "release" }
  | { readonly act: "urge" }
  | { readonly act: "transfer"; readonly to?: string; readonly reason: string };

const DONE: Record<Arranging["act"], string> = {
  claim: "已领取，轮到您办理",
  release: "已放回待办列表，其他人可以领取",
  urge: "已催办，对方会在待办中看到",
  transfer: "已转交，理由已记入留痕",
};

export function useArranging({ subject, about }: Pick<TaskLine, "subject" | "about">) {
  const refresh = useRefresh();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: async (wanted: Arranging) => {
      const params = { id: subject };
      if (wanted.act === "claim") return call(endpoints.claimTask, { params, body: { about } });
      if (wanted.act === "release") return call(endpoints.releaseTask, { params, body: { about } });
      if (wanted.act === "urge") return call(endpoints.urgeTask, { params, body: { about } });
      const { to, reason } = wanted;
      return call(endpoints.transferTask, { params, body: { about, reason, ...(to && { to }) } });
    },
    onSuccess: (_, { act }) => message.success(DONE[act]),
    onError: (error) => message.error(error.message),
    // Somebody else may have been faster: what is shown must follow.
    onSettled: () => refresh(subject),
  });
}

export function useUrgeMany() {
  const refresh = useRefresh();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (tasks: readonly Pick<TaskLine, "subject" | "about">[]) =>
      call(endpoints.urgeTasks, {
        body: { tasks: tasks.map(({ subject, about }) => ({ subject, about })) },
      }),
    onSuccess({ urged, messages }) {
      if (urged > 0) message.success(`已催办 ${urged} 项`);
      for (const one of messages) message.warning(one);
    },
    onError: (error) => message.error(error.message),
    onSettled: () => refresh(),
  });
}

/** Deciding on a document once, and moving on to the next. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { useMe } from "../account/me.ts";
import { call } from "../client.ts";
import type { Reason } from "../submission/shapes.ts";
import { nextAfter, queueQuery } from "./queue.ts";

export type DecisionKind = "approve" | "return" | "reject";

export interface DecisionRequest {
  readonly decision: DecisionKind;
  readonly revision: number;
  readonly reasons: Reason[];
  readonly note?: string;
}

const DONE: Record<DecisionKind, string> = {
  approve: "已通过",
  return: "已退回单位更正",
  reject: "已不予接收",
};

/** Sends the decision. Afterwards the next open document is shown, or the queue when there is none. */
export function useDecision(id: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: DecisionRequest) => call(endpoints.decide, { params: { id }, body }),
    onSuccess: async (_, { decision }) => {
      await queries.invalidateQueries({ queryKey: ["submission", id] });
      const queue = await queries.fetchQuery({ ...queueQuery, staleTime: 0 }).catch(() => undefined);
      const next = nextAfter(queue?.submissions ?? [], id, me.data?.id);
      message.success(next ? `${DONE[decision]}，接着审核下一份` : `${DONE[decision]}，没有其他待审核材料了`);
      navigate(next ? `/review/${next.id}` : "/review");
    },
    // Somebody else may have been faster: what is shown must follow.
    onError: () => queries.invalidateQueries({ queryKey: ["submission", id] }),
  });
}

/** Taking a review, or giving it back. */
export function useClaim(id: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (act: "claim" | "release") => call(endpoints[act], { params: { id } }),
    onSuccess: (_, act) => message.success(act === "claim" ? "已领取" : "已退还待审队列"),
    onError: (error) => message.error(error.message),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["submission", id] }),
        queries.invalidateQueries({ queryKey: ["queue"] }),
      ]),
  });
}

/** Taking over what somebody else has taken, with a reason. */
export function useTakeOver(id: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (reason: string) => call(endpoints.takeOver, { params: { id }, body: { reason } }),
    onSuccess: () => message.success("已由您接手"),
    onError: (error) => message.error(error.message),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["submission", id] }),
        queries.invalidateQueries({ queryKey: ["queue"] }),
      ]),
  });
}

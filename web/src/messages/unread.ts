/** How many of one's messages are unread, asked again while the page is looked at; and reading them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";

const EVERY_MS = 120_000;

export function useUnread(): number {
  const { data } = useQuery({
    queryKey: ["messages", "unread"],
    queryFn: () => call(endpoints.unreadMessages),
    refetchInterval: EVERY_MS,
  });
  return data?.unread ?? 0;
}

export function useRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (message: string) => call(endpoints.readMessage, { params: { message } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["messages"] }),
  });
}

/** Whoever comes by a message's link has read it; its id leaves the address. */
export function useReadOnArrival(): void {
  const [search, setSearch] = useSearchParams();
  const { mutate } = useRead();
  const message = search.get("message");
  useEffect(() => {
    if (!message) return;
    mutate(message);
    setSearch(
      (now) => {
        now.delete("message");
        return now;
      },
      { replace: true },
    );
  }, [message, mutate, setSearch]);
}

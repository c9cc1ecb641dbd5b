/** The messages, the newest first; each leads to the page that is meant. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty } from "antd";
import { Link } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import type { MessageLine } from "./shapes.ts";
import { useRead, useUnread } from "./unread.ts";

export function Inbox() {
  const messages = useInfiniteQuery({
    queryKey: ["messages", "list"],
    queryFn: ({ pageParam }) => call(endpoints.messages, { query: { before: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
  return (
    <Answered query={messages}>
      {({ pages }) => {
        const lines = pages.flatMap((page) => page.messages);
        if (lines.length === 0)
          return <Empty description="还没有消息。材料被退回、轮到您办理、快到期时，会在这里告诉您" />;
        return (
          <>
            <ReadAll />
            <ul className="messages" data-testid="messages">
              {lines.map((line) => (
                <li key={line.id}>
                  <Message line={line} />
                </li>
              ))}
            </ul>
            {messages.hasNextPage && (
              <Button
                block
                style={{ marginTop: 12 }}
                loading={messages.isFetchingNextPage}
                onClick={() => messages.fetchNextPage()}
              >
                更早的消息
              </Button>
            )}
          </>
        );
      }}
    </Answered>
  );
}

function Message({ line: { id, title, text, page, at, read } }: { readonly line: MessageLine }) {
  const { mutate } = useRead();
  return (
    <Link
      to={page}
      className={read ? "message" : "message unread"}
      data-testid={`message-${id}`}
      onClick={() => {
        if (!read) mutate(id);
      }}
    >
      <div className="head">
        <span className="title">
          {!read && <span className="visually-hidden">未读：</span>}
          {title}
        </span>
        <span className="quiet">{chineseInstant(at)}</span>
      </div>
      <p>{text}</p>
    </Link>
  );
}

function ReadAll() {
  const unread = useUnread();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const read = useMutation({
    mutationFn: () => call(endpoints.readAllMessages),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["messages"] }),
  });
  if (unread === 0) return null;
  return (
    <div style={{ textAlign: "right", marginBottom: 8 }}>
      <Button size="small" loading={read.isPending} data-testid="read-all" onClick={() => read.mutate()}>
        全部标为已读
      </Button>
    </div>
  );
}

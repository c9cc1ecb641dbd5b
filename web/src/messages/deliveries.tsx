/** What became of each message that left the house, or would have left it. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Tag } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import type { DeliveryLine } from "./shapes.ts";

const STATUS = {
  queued: { color: "processing", label: "等待发送" },
  sending: { color: "processing", label: "正在发送" },
  sent: { color: "success", label: "已发出" },
  failed: { color: "error", label: "发送失败" },
  unsent: { color: "default", label: "只在系统内" },
} as const;

export function Deliveries() {
  const deliveries = useInfiniteQuery({
    queryKey: ["deliveries"],
    queryFn: ({ pageParam }) => call(endpoints.deliveries, { query: { before: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 20_000,
  });
  return (
    <Card size="small" title={<h2>投递记录</h2>}>
      <Answered query={deliveries}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.deliveries);
          if (lines.length === 0) return <Empty description="还没有消息要发出" />;
          return (
            <>
              <ul className="line-cards" data-testid="deliveries">
                {lines.map((line) => (
                  <li key={line.id}>
                    <Delivery line={line} />
                  </li>
                ))}
              </ul>
              {deliveries.hasNextPage && (
                <Button
                  block
                  style={{ marginTop: 12 }}
                  loading={deliveries.isFetchingNextPage}
                  onClick={() => deliveries.fetchNextPage()}
                >
                  更早的记录
                </Button>
              )}
            </>
          );
        }}
      </Answered>
    </Card>
  );
}

function Delivery({ line }: { readonly line: DeliveryLine }) {
  const { id, channelName, hearerName, title, text, status, tries, at, next, sentAt, error } = line;
  const { color, label } = STATUS[status];
  return (
    <div className="line-card" data-testid={`delivery-${id}`}>
      <div className="head">
        <strong>{title}</strong>
        <Tag color={color}>{label}</Tag>
      </div>
      <div className="quiet">
        {hearerName ?? "全群"} · {channelName ?? "没有渠道"} · {chineseInstant(sentAt ?? at)}
        {tries > 1 && ` · 已试 ${tries} 次`}
        {next && next > at && ` · ${chineseInstant(next)} 再发`}
      </div>
      {status === "unsent" && <div className="quiet">本会发出：{text}</div>}
      {error && status !== "sent" && <div>{error}</div>}
      {status === "failed" && <Retry id={id} />}
    </div>
  );
}

function Retry({ id }: { readonly id: string }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const retry = useMutation({
    mutationFn: () => call(endpoints.retryDelivery, { params: { delivery: id } }),
    onSuccess: () => message.success("已重新排队，一分钟内再发"),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  return (
    <div className="actions">
      <Button size="small" loading={retry.isPending} onClick={() => retry.mutate()}>
        重发
      </Button>
    </div>
  );
}

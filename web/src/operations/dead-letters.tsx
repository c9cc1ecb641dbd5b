/** Events that could not be handled after every attempt, and waits that nobody is waiting on. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Table } from "antd";
import type { z } from "zod";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { deadLetter } from "../../../functions/api/contract/operations.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";

export function DeadLetters() {
  const letters = useQuery({
    queryKey: ["dead-letters"],
    queryFn: () => call(endpoints.deadLetters),
    refetchInterval: 30_000,
  });
  const queries = useQueryClient();
  const { message } = App.useApp();
  const retry = useMutation({
    mutationFn: (letter: string) => call(endpoints.retryDeadLetter, { params: { letter } }),
    onSuccess: () => message.success("已处理，从列表移出"),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["dead-letters"] }),
  });
  return (
    <Answered query={letters}>
      {(data) => (
        <Card size="small">
          <Table<z.infer<typeof deadLetter>>
            rowKey="id"
            data-testid="dead-letters"
            dataSource={data.letters}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: <Empty description="一切正常，没有未能处理的事项" /> }}
            columns={[
              { title: "时间", render: (_, letter) => chineseInstant(letter.at) },
              { title: "事项", dataIndex: "what" },
              {
                title: "原因",
                render: (_, letter) => (
                  <div style={{ maxWidth: 560, overflowWrap: "anywhere" }}>{letter.error}</div>
                ),
              },
              { title: "已尝试", render: (_, letter) => `${letter.attempts} 次` },
              {
                title: "",
                render: (_, letter) => (
                  <Button
                    size="small"
                    data-testid={`retry-${letter.id}`}
                    loading={retry.isPending && retry.variables === letter.id}
                    onClick={() => retry.mutate(letter.id)}
                  >
                    重试
                  </Button>
                ),
              },
            ]}
          />
        </Card>
      )}
    </Answered>
  );
}

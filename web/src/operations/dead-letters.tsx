/** Events that could not be handled after every attempt, and waits that nobody is waiting on. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Table } from "antd";
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
            ]}
          />
        </Card>
      )}
    </Answered>
  );
}

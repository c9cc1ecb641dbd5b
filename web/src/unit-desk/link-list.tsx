/** The unit's upload links: those made, a new one, revoking one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Popconfirm, Table, Tag } from "antd";
import { useState } from "react";
import { periodName } from "../../../core/calendar/period.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseDay, chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { rowNamed } from "../page/row.ts";
import { useNames } from "../rulebook/names.ts";
import { LinkForm } from "./link-form.tsx";
import type { Desk, UploadLink } from "./shapes.ts";

export function LinkList({ desk }: { readonly desk: Desk }) {
  const { typeName } = useNames();
  const [making, setMaking] = useState(false);
  const rows = desk.links.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    <Card
      size="small"
      title={<h2>上传链接</h2>}
      extra={
        <Button type="primary" data-testid="create-link" onClick={() => setMaking(true)}>
          新建链接
        </Button>
      }
    >
      <Table<UploadLink>
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: "max-content" }}
        onRow={({ id }) => rowNamed(`link-${id}`)}
        locale={{ emptyText: <Empty description="还没有上传链接。新建一个发给经办人，手机扫码即可报送" /> }}
        columns={[
          {
            title: "用途",
            render: (_, link) =>
              [
                link.period && periodName(link.period),
                link.sessionDate && `${chineseDay(link.sessionDate)}学习`,
                link.documentType && typeName(link.documentType),
              ]
                .filter(Boolean)
                .join(" · "),
          },
          { title: "已上传", render: (_, link) => `${link.uploads} 份` },
          { title: "有效期至", render: (_, link) => chineseInstant(link.expiresAt) },
          {
            title: "状态",
            render: (_, link) =>
              link.revoked ? (
                <Tag>已作废</Tag>
              ) : expired(link) ? (
                <Tag>已过期</Tag>
              ) : (
                <Tag color="success">有效</Tag>
              ),
          },
          { key: "revoke", render: (_, link) => !link.revoked && !expired(link) && <Revoke link={link} /> },
        ]}
      />
      <LinkForm desk={desk} open={making} onClose={() => setMaking(false)} />
    </Card>
  );
}

function expired(link: UploadLink): boolean {
  return Date.parse(link.expiresAt) < Date.now();
}

function Revoke({ link }: { readonly link: UploadLink }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const revoke = useMutation({
    mutationFn: () => call(endpoints.revokeLink, { params: { id: link.unitId, link: link.id } }),
    onSuccess: () => message.success("链接已作废"),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["desk"] }),
  });
  return (
    <Popconfirm
      title="作废这个链接？"
      description="拿到链接的人将不能再上传，也不能再查看进度。"
      okText="作废"
      onConfirm={() => revoke.mutateAsync().catch(() => undefined)}
    >
      <Button size="small" danger loading={revoke.isPending}>
        作废
      </Button>
    </Popconfirm>
  );
}

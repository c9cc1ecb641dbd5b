/** The units of the office in their order: added, changed, moved, and the members of each. */
import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Badge, Button, Card, Drawer, Input, Space, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { CardTable } from "../page/card-table.tsx";
import { useUnits } from "../unit-desk/unit-names.ts";
import { Members } from "./members.tsx";
import type { UnitLine } from "./shapes.ts";
import { spanInWords } from "./span-fields.tsx";
import { UnitForm } from "./unit-form.tsx";

export function Units() {
  const [editing, setEditing] = useState<UnitLine | "new">();
  const [shown, setShown] = useState<UnitLine>();
  const [wanted, setWanted] = useState("");
  const units = useUnits();
  const order = useOrder();
  return (
    <Answered query={units}>
      {(data) => {
        const all = data.units.toSorted((a, b) => a.order - b.order);
        const rows = all.filter(({ name, shortName, area = "", kind = "" }) =>
          [name, shortName, area, kind].some((words) => words.includes(wanted.trim())),
        );
        return (
          <Card
            size="small"
            title={`${all.length} 个单位`}
            extra={
              <Button type="primary" data-testid="create-unit" onClick={() => setEditing("new")}>
                新增单位
              </Button>
            }
          >
            {all.length > 10 && (
              <Input.Search
                allowClear
                aria-label="查找单位"
                placeholder="按名称、类别、片区查找"
                style={{ maxWidth: 320, marginBottom: 12 }}
                value={wanted}
                onChange={({ target }) => setWanted(target.value)}
              />
            )}
            <CardTable<UnitLine>
              testId="units"
              rows={rows}
              rowKey={({ id }) => id}
              empty={
                wanted
                  ? "没有符合的单位，换个词再找"
                  : "还没有单位。点“新增单位”添加，或到“导入”用表格一次添加"
              }
              columns={[
                {
                  title: "名称",
                  on: "heading",
                  render: (unit) => (
                    <Space size={8} wrap>
                      <Link to={`/unit/${unit.id}`}>{unit.name}</Link>
                      <Ended unit={unit} />
                    </Space>
                  ),
                },
                { title: "简称", render: ({ shortName }) => shortName },
                {
                  title: "类别",
                  render: ({ kind, level, area }) => [kind, level, area].filter(Boolean).join(" · ") || "—",
                },
                {
                  title: "成员",
                  render: (unit) => (
                    <Badge dot={unit.unconfirmed} title={unit.unconfirmed ? "有改动待确认" : ""}>
                      <Button size="small" data-testid={`members-${unit.id}`} onClick={() => setShown(unit)}>
                        {unit.members} 人{unit.unconfirmed && "，待确认"}
                      </Button>
                    </Badge>
                  ),
                },
                {
                  title: "",
                  on: "actions",
                  render: (unit) => (
                    <Space size={4}>
                      <Button size="small" data-testid={`edit-${unit.id}`} onClick={() => setEditing(unit)}>
                        修改
                      </Button>
                      <Move all={all} unit={unit} order={order} />
                    </Space>
                  ),
                },
              ]}
            />
            {editing && (
              <UnitForm {...(editing !== "new" && { unit: editing })} onClose={() => setEditing(undefined)} />
            )}
            <Drawer
              open={shown !== undefined}
              title={shown?.name}
              size="large"
              onClose={() => setShown(undefined)}
              destroyOnHidden
            >
              {shown && <Members unitId={shown.id} settles />}
            </Drawer>
          </Card>
        );
      }}
    </Answered>
  );
}

function Ended({ unit }: { readonly unit: UnitLine }) {
  const words = spanInWords(unit);
  return words ? <Tag>{words}</Tag> : null;
}

function useOrder() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (ids: string[]) => call(endpoints.orderUnits, { body: { ids } }),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ["units"] }),
  });
}

function Move(props: {
  readonly all: readonly UnitLine[];
  readonly unit: UnitLine;
  readonly order: ReturnType<typeof useOrder>;
}) {
  const { all, unit, order } = props;
  const at = all.findIndex(({ id }) => id === unit.id);
  const to = (place: number) => {
    const ids = all.map(({ id }) => id).filter((id) => id !== unit.id);
    ids.splice(place, 0, unit.id);
    order.mutate(ids);
  };
  return (
    <>
      <Button
        size="small"
        icon={<ArrowUpOutlined />}
        aria-label={`${unit.shortName}上移`}
        disabled={at === 0 || order.isPending}
        onClick={() => to(at - 1)}
      />
      <Button
        size="small"
        icon={<ArrowDownOutlined />}
        aria-label={`${unit.shortName}下移`}
        disabled={at === all.length - 1 || order.isPending}
        onClick={() => to(at + 1)}
      />
    </>
  );
}

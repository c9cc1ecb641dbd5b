/** For the administrator: the channels by which messages leave, how they do, whom nobody can tell, and what became of each. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Popconfirm, Space, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { CHANNEL_LABELS } from "../../../core/messages/channel.ts";
import { ROLE_NAMES } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { ChannelForm } from "./channel-form.tsx";
import { Deliveries } from "./deliveries.tsx";
import "./page.css";
import type { ChannelLine, Messaging } from "./shapes.ts";

export function Channels() {
  const known = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(endpoints.messaging),
    refetchInterval: 30_000,
  });
  return (
    <Space orientation="vertical" size="middle" style={{ width: "100%" }}>
      <Answered query={known}>
        {(data) => (
          <>
            <Unheard unheard={data.unheard} />
            <ChannelList messaging={data} />
          </>
        )}
      </Answered>
      <Deliveries />
    </Space>
  );
}

function Unheard({ unheard }: Pick<Messaging, "unheard">) {
  if (unheard.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="unheard"
      style={{ marginBottom: 16 }}
      title={`${unheard.length} 个单位没有学习秘书账号，退回、到期时没有人收到消息`}
      description={
        <>
          <div>
            {unheard.slice(0, 20).map(({ unitId, unitName, latest }) => (
              <div key={unitId}>
                {unitName}
                {latest && <span className="quiet">（最近没有送达：{latest}）</span>}
              </div>
            ))}
            {unheard.length > 20 && <div>等</div>}
          </div>
          <Link to="/operations?tab=people">去“人员”为它们添加学习秘书</Link>
        </>
      }
    />
  );
}

function ChannelList({ messaging: { channels, sending } }: { readonly messaging: Messaging }) {
  const [edited, setEdited] = useState<ChannelLine | "new">();
  return (
    <Card
      size="small"
      title={<h2>消息渠道</h2>}
      extra={
        <Button type="primary" data-testid="new-channel" onClick={() => setEdited("new")}>
          新增渠道
        </Button>
      }
    >
      <p className="quiet" style={{ marginTop: 0 }}>
        {sending.quietFrom} 以后{sending.restDays && "和非工作日"}不外发，到下一个工作日 {sending.digest}{" "}
        合并成一条发出。时间在规则的“消息外发”里改。
      </p>
      {channels.length === 0 ? (
        <Empty description="还没有渠道：消息只在系统内显示。新增邮件、群机器人或短信后，会同时发到外面" />
      ) : (
        <ul className="line-cards" data-testid="channels">
          {channels.map((channel) => (
            <li key={channel.id}>
              <Channel channel={channel} onEdit={() => setEdited(channel)} />
            </li>
          ))}
        </ul>
      )}
      {edited && (
        <ChannelForm channel={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </Card>
  );
}

function Standing({ channel: { enabled, failures, sentAt } }: { readonly channel: ChannelLine }) {
  if (!enabled) return <Tag>已停用</Tag>;
  if (failures >= 3) return <Tag color="error">发不出去</Tag>;
  if (failures > 0) return <Tag color="warning">正在重试</Tag>;
  return sentAt ? <Tag color="success">正常</Tag> : <Tag>还没有发过</Tag>;
}

function Channel({ channel, onEdit }: { readonly channel: ChannelLine; readonly onEdit: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { id, name, roles, settings, failures, failingSince, error, sentAt, secretName, secrets } = channel;
  const onError = (fault: Error) => message.error(fault.message);
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["channels"] }),
      queries.invalidateQueries({ queryKey: ["deliveries"] }),
    ]);
  const params = { channel: id };
  const test = useMutation({
    mutationFn: () => call(endpoints.testChannel, { params }),
    onSuccess: () => message.success("已排队，一分钟内发出；结果见下面的投递记录"),
    onError,
    onSettled,
  });
  const remove = useMutation({
    mutationFn: () => call(endpoints.removeChannel, { params }),
    onSuccess: () => message.success("已删除"),
    onError,
    onSettled,
  });
  return (
    <div className="line-card" data-testid={`channel-${id}`}>
      <div className="head">
        <strong>{name}</strong>
        <Standing channel={channel} />
      </div>
      <div className="quiet">
        {CHANNEL_LABELS[settings.kind]} · 发给{roles.map((role) => ROLE_NAMES[role]).join("、")}
      </div>
      {sentAt && <div className="quiet">最近发出：{chineseInstant(sentAt)}</div>}
      {error && (
        <Alert
          type={failures >= 3 ? "error" : "warning"}
          showIcon
          style={{ marginTop: 8 }}
          title={error}
          description={failingSince && `从${chineseInstant(failingSince)}起连续失败 ${failures} 次`}
        />
      )}
      {secrets.length > 0 && (
        <div className="quiet" style={{ overflowWrap: "anywhere" }}>
          密钥由运维人员保管，名称 <code>{secretName}</code>，包括：
          {secrets.map((one) => `${one.name}${one.needed ? "" : "（可不设）"}`).join("、")}
        </div>
      )}
      <div className="actions">
        <Button
          size="small"
          loading={test.isPending}
          data-testid={`test-${id}`}
          onClick={() => test.mutate()}
        >
          试发
        </Button>
        <Button size="small" data-testid={`edit-${id}`} onClick={onEdit}>
          修改
        </Button>
        <Popconfirm
          title="删除这个渠道？"
          description="还没有发出的不再由它发出，系统内的消息不受影响。"
          okText="删除"
          onConfirm={() => remove.mutateAsync().catch(() => undefined)}
        >
          <Button size="small" danger loading={remove.isPending}>
            删除
          </Button>
        </Popconfirm>
      </div>
    </div>
  );
}

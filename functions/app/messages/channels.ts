/** The channels of an office, for its administrator: set, tried, and how they do. */
import type { ChannelSetting, ChannelSettings } from "../../../core/messages/channel.ts";
import { addressOf, speaksToGroup } from "../../../core/messages/channel.ts";
import { idFrom } from "../../../core/messages/identity.ts";
import type { Role } from "../../../core/organisation/role.ts";
import type { Person, Unit } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import type { Rulebook } from "../../../core/rulebook/rulebook.ts";
import { belongsTo } from "../../../core/subject/actor.ts";
import { clock } from "../../adapters/clock.ts";
import { newToken } from "../../adapters/identifier.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import {
  channelsOf,
  dropChannel,
  getChannel,
  type KeptChannel,
  putChannel,
} from "../../adapters/table/channels.ts";
import {
  addDelivery,
  deliveriesOf,
  GROUP,
  getDelivery,
  moveDeliveries,
} from "../../adapters/table/deliveries.ts";
import { preferenceOf } from "../../adapters/table/message-preferences.ts";
import { messagesOf, unheardBy } from "../../adapters/table/messages.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import { unitsOf } from "../../adapters/table/units.ts";
import { principalOf } from "../people/actor.ts";

export interface Messaging {
  readonly channels: readonly KeptChannel[];
  /** Units whose secretary should be told and has no account. */
  readonly unheard: readonly { readonly unit: Unit; readonly latest: string | undefined }[];
  readonly sending: Rulebook["sending"];
}

export async function messagingOf(jurisdiction: string): Promise<Messaging> {
  const [channels, units, people, { sending }] = await Promise.all([
    channelsOf(jurisdiction),
    unitsOf(jurisdiction),
    peopleOf(jurisdiction),
    rulebookInForce(jurisdiction),
  ]);
  const heard = people.map(principalOf);
  const unheard = await Promise.all(
    units
      .filter(({ id: unitId }) => !heard.some((one) => belongsTo({ role: "secretary", unitId }, one)))
      .map(async (unit) => {
        const { messages } = await messagesOf(unheardBy(unit.id), 1);
        return { unit, latest: messages[0]?.title };
      }),
  );
  return { channels, unheard, sending };
}

export interface WrittenChannel {
  /** Absent: a new one. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly enabled: boolean;
  readonly roles: readonly Role[];
  readonly settings: ChannelSettings;
}

const MAX_CHANNELS = 20;
const unknown = refuse("missing", "channel_unknown", "没有找到这个渠道，请刷新页面。");

export async function saveChannel(
  jurisdiction: string,
  { id, ...written }: WrittenChannel,
): Promise<Result<{ id: string }>> {
  const channels = await channelsOf(jurisdiction);
  const { settings } = written;
  if (id !== undefined) {
    const known = channels.find((one) => one.id === id);
    if (!known) return unknown;
    if (known.setting.settings.kind !== settings.kind)
      return refuse("conflict", "channel_kind", "渠道的种类不能改，请新建一个。");
  }
  if (id === undefined && channels.length >= MAX_CHANNELS)
    return refuse("conflict", "too_many_channels", `最多${MAX_CHANNELS}个渠道，请先删除不用的。`);
  if (settings.kind === "sms" && !isJson(settings.body))
    return refuse("input", "sms_body", "短信网关的请求内容要写成 JSON，{号码}、{内容}要放在引号里。");
  const setting: ChannelSetting = { ...written, jurisdiction, id: id ?? freeId(settings.kind, channels) };
  await putChannel(setting);
  return accept({ id: setting.id });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `smtp`, then `smtp-2`: a name that an operator can write. */
function freeId(kind: string, channels: readonly KeptChannel[]): string {
  const taken = new Set(channels.map(({ id }) => id));
  const names = [kind, ...Array.from({ length: MAX_CHANNELS }, (_, at) => `${kind}-${at + 2}`)];
  return names.find((name) => !taken.has(name)) ?? kind;
}

export async function removeChannel(jurisdiction: string, id: string): Promise<Result<{ ok: true }>> {
  if (!(await getChannel(jurisdiction, id))) return unknown;
  await dropChannel(jurisdiction, id);
  return accept({ ok: true });
}

/** A message of its own, to whoever asks; by a robot to its group. What becomes of it stands among the deliveries. */
export async function testChannel(person: Person, id: string): Promise<Result<{ delivery: string }>> {
  const { jurisdiction } = person;
  const channel = await getChannel(jurisdiction, id);
  if (!channel) return unknown;
  const { name, settings } = channel.setting;
  const toGroup = speaksToGroup(settings.kind);
  if (!toGroup && !addressOf(settings.kind, await preferenceOf(person.id, jurisdiction)))
    return refuse(
      "conflict",
      "address_required",
      settings.kind === "sms"
        ? "试发会发到您自己的手机，请先在“消息—接收设置”里填写手机号。"
        : "试发会发到您自己的邮箱，请先在“消息—接收设置”里填写邮箱。",
    );
  const at = clock.instant();
  const delivery = idFrom("dlv", newToken());
  await addDelivery({
    id: delivery,
    jurisdiction,
    channel: id,
    hearer: toGroup ? GROUP : person.id,
    ...(toGroup && { called: [person.id] }),
    line: { title: `试发：${name}`, text: "收到这条消息，说明这个渠道可以使用。", page: "/messages" },
    status: "queued",
    next: at,
    tries: 0,
    at,
  });
  return accept({ delivery });
}

const PAGE = 50;

/** With the names of those who were to hear. */
export async function listDeliveries(jurisdiction: string, before: string | undefined) {
  const [{ deliveries, next }, people, channels] = await Promise.all([
    deliveriesOf(jurisdiction, PAGE, before),
    peopleOf(jurisdiction),
    channelsOf(jurisdiction),
  ]);
  const names = new Map([
    ...people.map(({ id, name }): [string, string] => [id, name]),
    ...channels.map(({ id, setting }): [string, string] => [id, setting.name]),
  ]);
  return { deliveries, next, names };
}

/** What has failed for good is tried from the beginning. */
export async function retryDelivery(jurisdiction: string, id: string): Promise<Result<{ ok: true }>> {
  const delivery = await getDelivery(id);
  if (delivery?.jurisdiction !== jurisdiction)
    return refuse("missing", "delivery_unknown", "没有找到这条投递记录，请刷新页面。");
  if (delivery.status !== "failed")
    return refuse("conflict", "delivery_not_failed", "只有发送失败的才需要重发，请刷新页面查看现在的状态。");
  const { error: _, batch: __, ...again } = delivery;
  const moved = await moveDeliveries([
    { from: delivery, to: { ...again, status: "queued", tries: 0, next: clock.instant() } },
  ]);
  return moved ? accept({ ok: true }) : refuse("conflict", "busy", "这条消息正在处理，请稍候再看。");
}

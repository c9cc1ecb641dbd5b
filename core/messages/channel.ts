/**
 * Channels 渠道 by which messages leave the house, as an office sets them. What opens a channel (password, a robot's address
 * with its key) is no setting: it is kept where the operator keeps secrets, under the channel's id.
 */
import * as z from "zod";
import { ROLES, type Role } from "../organisation/role.ts";

const host = z
  .string()
  .trim()
  .regex(/^[a-z0-9.-]+$/iu, "服务器地址只写主机名，如 smtp.example.gov.cn。")
  .max(253);
const mail = z.email("邮箱地址写法不对，请检查。").max(254);

export const channelSettings = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("smtp"),
    host,
    port: z.int("端口要写数字。").min(1).max(65_535),
    /** `none` only to a host that the operator has named. */
    security: z.enum(["tls", "starttls", "none"]),
    user: z.string().trim().max(254).optional(),
    from: mail,
  }),
  z.object({ kind: z.literal("ses"), from: mail }),
  z.object({ kind: z.literal("wecom") }),
  z.object({ kind: z.literal("dingtalk") }),
  z.object({ kind: z.literal("feishu") }),
  z.object({
    kind: z.literal("sms"),
    url: z.url("短信网关地址要以 https:// 开头。").max(500),
    /** JSON, with `{号码}`, `{内容}` and `{编号}` inside its quotes. */
    body: z.string().max(2000),
    /** What stands in the gateway's answer when it has taken the message; nothing: any 2xx. */
    accepted: z.string().max(100).optional(),
  }),
]);
export type ChannelSettings = Readonly<z.output<typeof channelSettings>>;
export type ChannelKind = ChannelSettings["kind"];

export const CHANNEL_LABELS: Readonly<Record<ChannelKind, string>> = {
  smtp: "邮件（SMTP）",
  ses: "邮件（亚马逊 SES）",
  wecom: "企业微信群机器人",
  dingtalk: "钉钉群机器人",
  feishu: "飞书群机器人",
  sms: "短信（HTTP 网关）",
};

/** Names of the secrets of a kind, and whether it can do without. */
export const CHANNEL_SECRETS: Readonly<Record<ChannelKind, Readonly<Record<string, "needed" | "optional">>>> =
  {
    smtp: { password: "optional" },
    ses: {},
    wecom: { url: "needed" },
    dingtalk: { url: "needed", secret: "needed" },
    feishu: { url: "needed", secret: "optional" },
    sms: { authorization: "optional" },
  };

/** Where a person is reached. A robot speaks to its whole group, and calls people by their numbers. */
export const addressOf = (
  kind: ChannelKind,
  { mail, mobile }: { readonly mail?: string | undefined; readonly mobile?: string | undefined },
): string | undefined => (kind === "smtp" || kind === "ses" ? mail : mobile);

export const speaksToGroup = (kind: ChannelKind): boolean =>
  kind === "wecom" || kind === "dingtalk" || kind === "feishu";

export interface ChannelSetting {
  readonly id: string;
  readonly jurisdiction: string;
  /** 审核组企业微信群 */
  readonly name: string;
  readonly enabled: boolean;
  /** Whose messages it carries. */
  readonly roles: readonly Role[];
  readonly settings: ChannelSettings;
}

export const channelSetting: z.ZodType<ChannelSetting> = z.object({
  id: z.string(),
  jurisdiction: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  roles: z.array(z.enum(ROLES)),
  settings: channelSettings,
});

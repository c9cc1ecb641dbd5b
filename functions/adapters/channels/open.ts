/** The channel that an office has set, ready to send. */
import { CHANNEL_SECRETS, type ChannelSettings } from "../../../core/messages/channel.ts";
import { type Channel, notSent, type Secrets } from "./channel.ts";
import { ses, smtp } from "./mail.ts";
import { robot } from "./robots.ts";
import { sms } from "./sms.ts";

/** Names of the secrets that must be there and are not. */
export const missingSecrets = ({ kind }: Pick<ChannelSettings, "kind">, secrets: Secrets): string[] =>
  Object.entries(CHANNEL_SECRETS[kind]).flatMap(([name, need]) =>
    need === "needed" && !secrets[name] ? [name] : [],
  );

export function openChannel(settings: ChannelSettings, secrets: Secrets): Channel {
  const missing = missingSecrets(settings, secrets);
  if (missing.length > 0) {
    const why = `渠道还缺少密钥 ${missing.join("、")}，请由运维人员补上。`;
    return { send: async () => notSent(why) };
  }
  switch (settings.kind) {
    case "smtp":
      return smtp(settings, secrets);
    case "ses":
      return ses(settings);
    case "sms":
      return sms(settings, secrets);
    default:
      return robot(settings.kind, secrets);
  }
}

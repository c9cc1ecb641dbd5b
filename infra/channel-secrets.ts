/**
 * What opens the channels by which messages leave: `npx sst secret set ChannelSecrets '{"office/smtp":{"password":"…"}}'`.
 * None where nothing is said.
 */
export const channelSecrets = new sst.Secret("ChannelSecrets", "{}");

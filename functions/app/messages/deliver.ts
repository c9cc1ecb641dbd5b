/**
 * Sends what waits to be sent. Everything of one channel for one hearer that is due goes out in one letter; which letter that
 * is, is recorded before it is sent, so that after a crash the same letter is tried again under the same key and none other.
 * Between a receiver's yes and our record of it a process may die: then it gets the letter twice, under that key.
 */
import { addressOf, speaksToGroup } from "../../../core/messages/channel.ts";
import { idFrom } from "../../../core/messages/identity.ts";
import { composeLetter } from "../../../core/messages/letter.ts";
import { triesAgainAt } from "../../../core/messages/sending.ts";
import type { Sent } from "../../adapters/channels/channel.ts";
import { openChannel } from "../../adapters/channels/open.ts";
import { secretsOf } from "../../adapters/channels/secrets.ts";
import { clock } from "../../adapters/clock.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { addressOfPage } from "../../adapters/site.ts";
import { channelFailed, channelSent, getChannel, type KeptChannel } from "../../adapters/table/channels.ts";
import { type Delivery, dueDeliveries, MAX_BATCH, moveDeliveries } from "../../adapters/table/deliveries.ts";
import { preferenceOf } from "../../adapters/table/message-preferences.ts";
import { getOffice } from "../../adapters/table/offices.ts";
import { Passed } from "../subjects/passed.ts";
import { tellOfDeadChannel } from "./dead-channel.ts";

/** Nobody else takes up a letter for so long: longer than any channel's patience. */
const LEASE_MS = 120_000;
const MAX_DUE = 200;
/** So many letters are under way at once. */
const ABREAST = 4;

/** @param seconds after which no further letter is begun */
export async function deliverDue(seconds = 40): Promise<{ sent: number; failed: number }> {
  const until = performance.now() + seconds * 1000;
  const passed = new Passed();
  const { sound, unreadable } = await dueDeliveries(clock.instant(), MAX_DUE);
  passed.by(...unreadable);
  const letters = lettersOf(sound);
  const tally = { sent: 0, failed: 0 };
  const next = async (): Promise<void> => {
    for (let letter = letters.shift(); letter; letter = letters.shift()) {
      if (performance.now() > until) return;
      const rows = letter;
      await passed.unless(async () => {
        const outcome = await deliver(rows);
        if (outcome) tally[outcome.sent ? "sent" : "failed"] += rows.length;
      });
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, next));
  passed.fail();
  return tally;
}

/** What has been in a letter already stays in it; the rest is put together by channel and hearer. */
function lettersOf(due: readonly Delivery[]): Delivery[][] {
  const letters = new Map<string, Delivery[]>();
  for (const row of due) {
    const key = row.batch ?? `${row.channel} ${row.hearer}`;
    const letter = letters.get(key) ?? [];
    if (letter.length < MAX_BATCH) letters.set(key, [...letter, row]);
  }
  return [...letters.values()];
}

/** Undefined: another is at it, or one of them has just been settled. */
async function deliver(rows: readonly Delivery[]): Promise<Sent | undefined> {
  const [first] = rows;
  if (!first) return undefined;
  const { jurisdiction, channel: id } = first;
  const batch = first.batch ?? idFrom("ltr", ...rows.map((row) => row.id));
  const lease = new Date(clock.now().getTime() + LEASE_MS).toISOString();
  const taken = rows.map((row) => ({
    ...row,
    status: "sending" as const,
    tries: row.tries + 1,
    next: lease,
    batch,
  }));
  if (!(await moveDeliveries(rows.map((from, at) => ({ from, to: taken[at] ?? from }))))) return undefined;
  const channel = await getChannel(jurisdiction, id);
  const outcome = channel
    ? await sendBy(channel, taken, batch)
    : { sent: false as const, final: true, why: GONE };
  await settle(taken, outcome);
  if (channel) await noteHealth(channel, outcome);
  return outcome;
}

const GONE = "渠道已被删除";

async function sendBy(channel: KeptChannel, rows: readonly Delivery[], key: string): Promise<Sent> {
  const { settings } = channel.setting;
  const [first] = rows;
  const to = await addressesOf(channel, first);
  if (to.length === 0 && !speaksToGroup(settings.kind))
    return { sent: false, final: true, why: "收件人没有填写接收地址" };
  const secrets = secretsOf(channel.jurisdiction, channel.id);
  if (!secrets) return { sent: false, final: false, why: "渠道密钥的内容无法读出，请由运维人员核对" };
  const { name } = await getOffice(channel.jurisdiction);
  const lines = rows.map(({ line: { title, text, page } }) => ({ title, text, url: addressOfPage(page) }));
  const letter = composeLetter(lines, name, addressOfPage("/messages"));
  return openChannel(settings, secrets).send({ key, to, ...letter });
}

/** Of one hearer the own address; of a group the numbers of those it calls, as far as they have said them. */
async function addressesOf(
  { jurisdiction, setting }: KeptChannel,
  row: Delivery | undefined,
): Promise<string[]> {
  if (!row) return [];
  const { kind } = setting.settings;
  const persons = speaksToGroup(kind) ? (row.called ?? []) : [row.hearer];
  const preferences = await Promise.all(persons.map((person) => preferenceOf(person, jurisdiction)));
  return preferences.flatMap((preference) => addressOf(kind, preference) ?? []);
}

async function settle(rows: readonly Delivery[], outcome: Sent): Promise<void> {
  const now = clock.instant();
  const [first] = rows;
  if (!first) return;
  const { sending } = await rulebookInForce(first.jurisdiction);
  const settled = (row: Delivery): Delivery => {
    if (outcome.sent) return { ...row, status: "sent", sentAt: now, error: undefined };
    const again = outcome.final ? undefined : triesAgainAt(now, row.tries, sending);
    return {
      ...row,
      error: outcome.why,
      ...(again ? { status: "queued", next: again } : { status: "failed" }),
    };
  };
  await moveDeliveries(rows.map((from) => ({ from, to: settled(from) })));
}

/** What a receiver refuses for good is that letter's fault; anything else is the channel's. */
async function noteHealth(channel: KeptChannel, outcome: Sent): Promise<void> {
  const now = clock.instant();
  if (outcome.sent) return channelSent(channel, now);
  if (outcome.final && !speaksToGroup(channel.setting.settings.kind)) return undefined;
  const failing = await channelFailed(channel, outcome.why, now);
  if (failing) await tellOfDeadChannel(failing);
}

/** How a person wants to be told: own addresses, and by which channels when. */
import { type ChannelKind, speaksToGroup } from "../../../core/messages/channel.ts";
import { rolesOn } from "../../../core/organisation/person.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import { channelsOf } from "../../adapters/table/channels.ts";
import { type Preference, preferenceOf, putPreference } from "../../adapters/table/message-preferences.ts";

export interface OwnMessaging {
  readonly preference: Preference;
  /** Those of the office that carry the person's messages. */
  readonly channels: readonly {
    readonly name: string;
    readonly kind: ChannelKind;
    readonly group: boolean;
  }[];
}

export async function ownMessaging(person: Person): Promise<OwnMessaging> {
  const { id, jurisdiction } = person;
  const roles = rolesOn(person, clock.today());
  const [preference, channels] = await Promise.all([
    preferenceOf(id, jurisdiction),
    channelsOf(jurisdiction),
  ]);
  const carrying = channels.filter(
    ({ setting }) => setting.enabled && setting.roles.some((role) => roles.includes(role)),
  );
  return {
    preference,
    channels: carrying.map(({ setting: { name, settings } }) => ({
      name,
      kind: settings.kind,
      group: speaksToGroup(settings.kind),
    })),
  };
}

export const changeOwnMessaging = (
  { id, jurisdiction }: Person,
  wanted: Omit<Preference, "person" | "jurisdiction">,
): Promise<void> => putPreference({ ...wanted, person: id, jurisdiction });

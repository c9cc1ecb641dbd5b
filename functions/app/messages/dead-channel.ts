/** A channel that does not get anything out says so to the administrators, once for each time that it fails. */
import { messageId } from "../../../core/messages/identity.ts";
import { filled, TEMPLATES } from "../../../core/messages/template.ts";
import { rolesOn } from "../../../core/organisation/person.ts";
import { clock } from "../../adapters/clock.ts";
import type { KeptChannel } from "../../adapters/table/channels.ts";
import { GROUP } from "../../adapters/table/deliveries.ts";
import { templatesOf } from "../../adapters/table/message-templates.ts";
import { addMessage, type KeptMessage } from "../../adapters/table/messages.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import { queueDeliveries } from "./queue.ts";

/** So many failures in a row are no accident. */
const DEAD_AFTER = 3;

export async function tellOfDeadChannel(channel: KeptChannel): Promise<void> {
  const { jurisdiction, id, setting, failures, failingSince } = channel;
  if (failures < DEAD_AFTER || failingSince === undefined) return;
  const own = await templatesOf(jurisdiction);
  const people = (await peopleOf(jurisdiction)).filter((person) =>
    rolesOn(person, clock.today()).includes("administrator"),
  );
  const told = { subject: id, about: "channel", step: "channel_dead", occasion: failingSince };
  const words = filled(own.channel_dead ?? TEMPLATES.channel_dead, {
    对象: setting.name,
    次数: String(DEAD_AFTER),
  });
  const at = clock.instant();
  const addressed = people.map((person) => {
    const message: KeptMessage = {
      person: person.id,
      id: messageId(told, person.id),
      jurisdiction,
      subject: id,
      kind: "channel",
      about: told.about,
      step: told.step,
      ...words,
      page: "/operations?tab=channels",
      at,
    };
    return { person, message };
  });
  for (const { message } of addressed) await addMessage(message);
  await queueDeliveries({
    jurisdiction,
    addressed,
    groupId: messageId(told, GROUP),
    at,
    // It would only wait behind what it is about.
    except: id,
  });
}

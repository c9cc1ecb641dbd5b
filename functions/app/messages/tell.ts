/**
 * What a change gave people to hear becomes messages. It follows the outbox: the row was written with the change, this makes
 * the messages and then drops it. Done twice, or by two at once, or after a crash in its midst, it is done once, since the
 * id of a message follows from the person, the task and the step, and what is there is left as it is.
 */
import { type Hearer, hearersOf, type Roll, unheardUnit } from "../../../core/messages/audience.ts";
import { messageId } from "../../../core/messages/identity.ts";
import type { Telling, Tellings } from "../../../core/messages/telling.ts";
import { filled, TEMPLATES, templateOf } from "../../../core/messages/template.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { clock } from "../../adapters/clock.ts";
import { GROUP } from "../../adapters/table/deliveries.ts";
import { templatesOf } from "../../adapters/table/message-templates.ts";
import { addMessage, type KeptMessage, unheardBy } from "../../adapters/table/messages.ts";
import { forgetMessage, type Told } from "../../adapters/table/outbox.ts";
import { peopleOf } from "../../adapters/table/people.ts";
import type { SubjectTables } from "../../adapters/table/subject.ts";
import { subjects } from "../../adapters/table/subjects.ts";
import { trailOf } from "../../adapters/table/trail.ts";
import { type Wording, wordingOf } from "./fields.ts";
import { leadersAbove } from "./office-above.ts";
import { queueDeliveries } from "./queue.ts";

/** Tells everybody, and forgets that it was owed. */
export async function tell(owed: Told, tables: SubjectTables = subjects): Promise<void> {
  await makeMessages(owed.body.tellings, tables);
  await forgetMessage(owed);
}

async function makeMessages(tellings: Tellings, tables: SubjectTables): Promise<void> {
  const { jurisdiction, by } = tellings;
  const [roll, wording, own] = await Promise.all([
    rollOf(tellings),
    wordingOf(tellings, tables),
    templatesOf(jurisdiction),
  ]);
  const heard = new Set<string>();
  for (const telling of tellings.tellings) {
    const hearers = hearersOf(telling, roll, by).filter(({ person }) => {
      // Of what comes of one change, a person hears of each task once.
      const key = `${person.id} ${telling.about}`;
      return heard.has(key) ? false : heard.add(key);
    });
    const messages = hearers.map((hearer) => ({
      hearer,
      message: messageFor(hearer, telling, tellings, wording, own),
    }));
    for (const { message } of messages) await addMessage(message);
    await queueDeliveries({
      jurisdiction,
      addressed: messages.map(({ hearer, message }) => ({ person: hearer.person, message })),
      groupId: messageId({ subject: tellings.subject, ...telling }, GROUP),
      at: tellings.at,
    });
    const unit = unheardUnit(telling, roll);
    if (unit !== undefined) await addMessage(unheard(unit, telling, tellings, wording, own));
  }
}

type Own = Awaited<ReturnType<typeof templatesOf>>;

function messageFor(
  { person, over }: Hearer,
  telling: Telling,
  tellings: Tellings,
  wording: Wording,
  own: Own,
): KeptMessage {
  const { about, step } = telling;
  const { subject, kind, jurisdiction, at } = tellings;
  const name = templateOf(step, about, over);
  const { title, text } = filled(own[name] ?? TEMPLATES[name], wording.fieldsOf(telling, person));
  return {
    person: person.id,
    id: messageId({ subject, ...telling }, person.id),
    jurisdiction,
    subject,
    kind,
    about,
    step,
    title,
    text,
    page: wording.pageOf(about),
    at,
  };
}

/** What the unit should have heard, for the administrator to see. */
function unheard(
  unitId: string,
  telling: Telling,
  tellings: Tellings,
  wording: Wording,
  own: Own,
): KeptMessage {
  const nobody: Person = {
    id: unheardBy(unitId),
    jurisdiction: tellings.jurisdiction,
    login: "",
    name: "",
    grants: [],
  };
  return messageFor({ person: nobody, over: false }, telling, tellings, wording, own);
}

/** Those who could be meant: looked up as far as somebody is. */
async function rollOf({ jurisdiction, subject, tellings }: Tellings): Promise<Roll> {
  const audiences = tellings.flatMap(({ to, over = [] }) => [...to, ...over]);
  const [people, above, doers] = await Promise.all([
    peopleOf(jurisdiction),
    audiences.some((one) => "above" in one) ? leadersAbove(jurisdiction) : [],
    audiences.some((one) => "did" in one) ? doersOf(subject) : new Map<string, string>(),
  ]);
  return { people, above, doers, day: clock.today() };
}

async function doersOf(subject: string): Promise<ReadonlyMap<string, string>> {
  const trail = await trailOf(subject);
  return new Map(trail.map(({ event, by }) => [String(Object(event).type), by]));
}

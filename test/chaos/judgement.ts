/** What was acknowledged, held against what is there: nothing lost, nothing twice, nothing left lying. */
import { turnOf } from "../../core/submissions/turn.ts";
import { partsOfKey } from "../../functions/adapters/inbox-key.ts";
import type { Held } from "../recovery/held.ts";
import type { Ledger } from "../recovery/people.ts";

export interface Judgement {
  readonly acknowledged: number;
  /** Acknowledged, and nowhere: in no submission, not set aside, in no dead letter; or a decision no trail knows. */
  readonly lost: readonly string[];
  /** One upload in two places, one decision twice, a task, a workflow or a light too many. */
  readonly doubled: readonly string[];
  /** The machine's turn, or people are waited for by nobody, or something is still owed. */
  readonly stuck: readonly string[];
  /** Ended otherwise than its content leads. */
  readonly wrong: readonly string[];
  /** Trails that do not verify. */
  readonly broken: readonly string[];
}

export function judge(ledger: Ledger, held: Held): Judgement {
  return {
    acknowledged: ledger.filed.reduce((sum, { keys }) => sum + keys.length, 0) + ledger.decided.size,
    lost: lost(ledger, held),
    doubled: doubled(held),
    stuck: stuck(held),
    wrong: wrong(ledger, held),
    broken: held.submissions.filter(({ verifies }) => !verifies).map(idOf),
  };
}

type One = Held["submissions"][number];
const idOf = ({ submission }: One): string => submission.id;
const eventsOf = ({ trail }: One) => trail.map(({ event }) => event);

/** By the ticket, which is the upload's own: a key is written in several ways. */
const ticketOf = (key: string): string => partsOfKey(key)?.ticketId ?? key;

function lost({ filed, decided }: Ledger, { submissions, setAside, deadLetters }: Held): string[] {
  const known = new Set(
    [
      ...submissions.flatMap(({ submission }) => submission.revisions.map(({ object }) => object)),
      ...setAside,
    ].map(({ key }) => ticketOf(key)),
  );
  const isKnown = (ticket: string) =>
    known.has(ticket) || deadLetters.some(({ body }) => body.includes(ticket));
  const uploads = filed.flatMap(({ keys }) => keys.map(ticketOf)).filter((ticket) => !isKnown(ticket));
  const DECIDED = { approve: "Approved", return: "Returned", reject: "Rejected" } as const;
  const decisions = [...decided].filter(([id, decision]) => {
    const one = submissions.find(({ submission }) => submission.id === id);
    return !one || !eventsOf(one).some(({ type }) => type === DECIDED[decision]);
  });
  return [...uploads.map((ticket) => `upload ${ticket}`), ...decisions.map(([id]) => `decision on ${id}`)];
}

function repeated(names: readonly string[]): string[] {
  return [...Map.groupBy(names, (name) => name)].filter(([, all]) => all.length > 1).map(([name]) => name);
}

function doubled({ submissions, setAside, deadLetters, running, lit }: Held): string[] {
  const revisions = submissions.flatMap(({ submission }) => submission.revisions);
  const objects = [...revisions.map(({ object }) => object), ...setAside];
  const letters = deadLetters.map(({ body }) => /tkt_[0-9A-Za-z]+/.exec(body)?.[0] ?? body);
  return [
    ...repeated(objects.map(({ key, versionId }) => `${key} ${versionId}`)),
    ...repeated(revisions.map(({ object }) => ticketOf(object.key))),
    ...repeated(letters).map((ticket) => `dead letter of ${ticket}`),
    ...repeated(running.map((name) => /^sub_[^-]+/.exec(name)?.[0] ?? name)).map((id) => `workflow of ${id}`),
    ...repeated(lit).map((id) => `light ${id}`),
    ...submissions.flatMap((one) => [
      ...repeated(steps(one)).map((step) => `${step} of ${idOf(one)}`),
      ...one.tasks
        .filter((task) => !one.tasksDue.includes(task))
        .map((task) => `task ${task} of ${idOf(one)}`),
    ]),
  ];
}

/** What happens to a revision once: each with the number of its revision. */
function steps(one: One): string[] {
  let revision = 0;
  return eventsOf(one).flatMap((event) => {
    if (event.type === "Received" || event.type === "Resubmitted") {
      revision++;
      return [`file ${event.object.key} ${event.object.versionId}`];
    }
    if (event.type === "Examined") return [`examination of ${event.revision}`];
    const decisive = event.type === "Approved" || event.type === "Rejected" || event.type === "Returned";
    return decisive ? [`decision on ${revision}`] : event.type === "Closed" ? ["closing"] : [];
  });
}

function stuck({ submissions, running, undelivered }: Held): string[] {
  const ended = new Set(submissions.filter(({ submission }) => turnOf(submission) === "nobody").map(idOf));
  return [
    ...submissions
      .filter(({ submission }) => turnOf(submission) === "machine")
      .map(({ submission }) => `${submission.id} is ${submission.state}`),
    ...submissions.filter(({ waits }) => waits === false).map((one) => `nobody waits for ${idOf(one)}`),
    ...submissions.flatMap((one) =>
      one.tasksDue
        .filter((task) => !one.tasks.includes(task))
        .map((task) => `no task ${task} of ${idOf(one)}`),
    ),
    ...running.filter((name) => ended.has(name.split("-")[0] ?? "")).map((name) => `${name} still runs`),
    ...(undelivered > 0 ? [`${undelivered} messages to workflows`] : []),
  ];
}

/** A file that no child could read goes to a reviewer, whatever it holds. */
function wrong({ filed }: Ledger, { submissions }: Held): string[] {
  return filed.flatMap(({ submissionId, faulty, corrected }) => {
    const one = submissions.find(({ submission }) => submission.id === submissionId);
    const examined = one ? eventsOf(one).filter((event) => event.type === "Examined") : [];
    const expected = [faulty ? "correct" : "review", ...(corrected ? ["review"] : [])];
    return expected.flatMap((route, index) => {
      const found = examined[index];
      const unread = found?.examination.refusal === "unread";
      return !found || found.route === route || unread ? [] : [`revision ${index + 1} of ${submissionId}`];
    });
  });
}

/**
 * What was stored under formats that are no more.
 *
 * 1 → 2: `humanLook` became `manualReview`, `carried` `inherited`, `HumanLookRequested` `ManualReviewRequested`.
 * 2 → 3: an examination counts what is to be looked at; before, nothing was.
 * 3 → 4: a file is set aside for more reasons than one.
 * 4 → 5: `claimedBy`, `Claimed`, `Released` became what any task has; who filed is recorded by name, before it was not.
 */

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

function renamed(value: Json, from: string, to: string): Json {
  if (!(from in value)) return value;
  const { [from]: moved, ...rest } = value;
  return { ...rest, [to]: moved };
}

/** From any format to the present one. */
const examination = (value: unknown) =>
  isObject(value) ? { looks: 0, ...renamed(value, "carried", "inherited") } : value;

/** A claim from before claims had an end: it stands until it is given back or taken over. */
function claimAsMark(stored: Json): Json {
  const { claimedBy, ...rest } = stored;
  const open = stored.state === "in_review" && !isObject(stored.decision);
  return typeof claimedBy === "string" && open ? { ...rest, tasks: { review: { holder: claimedBy } } } : rest;
}

export function upcastSubmission(stored: unknown, format: number): unknown {
  if (format >= 5 || !isObject(stored)) return stored;
  const marked = claimAsMark(stored);
  if (format >= 3) return marked;
  const revisions = Array.isArray(marked.revisions)
    ? marked.revisions.map((one: unknown) =>
        isObject(one) && "examination" in one ? { ...one, examination: examination(one.examination) } : one,
      )
    : marked.revisions;
  return { ...renamed(marked, "humanLook", "manualReview"), revisions };
}

const TASK_EVENTS: Readonly<Record<string, string>> = { Claimed: "TaskClaimed", Released: "TaskReleased" };

export function upcastEvent(stored: unknown, format: number): unknown {
  if (format >= 5 || !isObject(stored)) return stored;
  const type = TASK_EVENTS[String(stored.type)];
  if (type) return { ...stored, type, about: "review" };
  if (format >= 3) return stored;
  if (stored.type === "HumanLookRequested") return { ...stored, type: "ManualReviewRequested" };
  return stored.type === "Examined" ? { ...stored, examination: examination(stored.examination) } : stored;
}

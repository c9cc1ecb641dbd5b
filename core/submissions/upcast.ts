/**
 * What was stored under formats that are no more.
 *
 * 1 → 2: `humanLook` became `manualReview`, `carried` `inherited`, `HumanLookRequested` `ManualReviewRequested`.
 * 2 → 3: an examination counts what is to be looked at; before, nothing was.
 * 3 → 4: a file is set aside for more reasons than one.
 * 4 → 5: who filed is recorded by name, and a claim ends; before, neither was said.
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

export function upcastSubmission(stored: unknown, format: number): unknown {
  if (format >= 3 || !isObject(stored)) return stored;
  const revisions = Array.isArray(stored.revisions)
    ? stored.revisions.map((one: unknown) =>
        isObject(one) && "examination" in one ? { ...one, examination: examination(one.examination) } : one,
      )
    : stored.revisions;
  return { ...renamed(stored, "humanLook", "manualReview"), revisions };
}

export function upcastEvent(stored: unknown, format: number): unknown {
  if (format >= 3 || !isObject(stored)) return stored;
  if (stored.type === "HumanLookRequested") return { ...stored, type: "ManualReviewRequested" };
  return stored.type === "Examined" ? { ...stored, examination: examination(stored.examination) } : stored;
}

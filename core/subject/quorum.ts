/**
 * Quorum: whose approvals decide. One (一人审), any of those named (或签), all of them (会签), k of n, from distinct units
 * where asked. What an office writes is a rule; when a document is to be judged the rule becomes a `Quorum` of people.
 */
import * as z from "zod";
import { accept, type Refusal, type Result, refuse } from "../outcome.ts";
import { namesBehind } from "./actor.ts";
import type { Actor, Principal, Stamp, TaskMarks } from "./kind.ts";

const text = z.string();
const names = z.array(text).min(1, "至少写一个账号").max(20, "最多20个账号");

/** As the rulebook holds it: people by their logins. */
export const quorumRule = z.discriminatedUnion(
  "quorum",
  [
    z.strictObject({ quorum: z.literal("one") }),
    z.strictObject({ quorum: z.literal("any"), of: names }),
    z.strictObject({ quorum: z.literal("all"), of: names, distinctUnits: z.boolean().default(false) }),
    z.strictObject({
      quorum: z.literal("some"),
      /** So many at least. */
      atLeast: z.number().int("要写整数").min(2, "至少2人").max(20, "最多20人"),
      /** Of these; of all who hold the role where nobody is named. */
      of: names.optional(),
      distinctUnits: z.boolean().default(false),
    }),
  ],
  "quorum 只能是 one（一人）、any（或签）、all（会签）、some（几人以上）",
);
export type QuorumRule = z.infer<typeof quorumRule>;

/** Whose approvals are needed for one document. */
export interface Quorum {
  readonly need: number;
  /** Each of these has a seat; absent: whoever holds the role. */
  readonly members?: readonly string[];
  readonly distinctUnits?: true;
}

export interface Approval extends Stamp {
  /** The member whose seat it is. */
  readonly seat?: string;
  /** Which units those behind it belong to. */
  readonly units: readonly string[];
}

export const storedQuorum: z.ZodType<Quorum> = z.looseObject({
  need: z.int().positive(),
  members: z.array(text).optional(),
  distinctUnits: z.literal(true).optional(),
});

export const storedApproval: z.ZodType<Approval> = z.looseObject({
  at: text,
  by: text,
  onBehalfOf: text.optional(),
  seat: text.optional(),
  units: z.array(text),
});

/**
 * The quorum of one document. Who may not judge it has no seat; where too few are left to decide among themselves, all who
 * hold the role may, so that nothing waits for people whom there are not.
 * @param people who hold the role, with their logins
 * @returns undefined where one of them suffices
 */
export function quorumFor(
  rule: QuorumRule,
  people: readonly (Principal & { readonly login: string })[],
  barred: (person: Principal) => Refusal | undefined,
): Quorum | undefined {
  if (rule.quorum === "one") return undefined;
  const distinct = "distinctUnits" in rule && rule.distinctUnits ? ({ distinctUnits: true } as const) : {};
  const atLeast = "atLeast" in rule ? rule.atLeast : 1;
  const { of } = rule;
  if (!of) return { need: atLeast, ...distinct };
  const members = people.filter((person) => of.includes(person.login) && !barred(person)).map(({ id }) => id);
  const need = rule.quorum === "all" ? members.length : atLeast;
  if (members.length === 0) return undefined;
  return members.length < need ? { need, ...distinct } : { need, members, ...distinct };
}

/** Who has no unit of their own belongs to the office itself. */
const unitsBehind = (actor: Actor): string[] => [
  ...new Set(
    [actor, ...(actor.onBehalfOf ? [actor.onBehalfOf] : [])].flatMap(({ unitIds = [] }) =>
      unitIds.length > 0 ? unitIds : [""],
    ),
  ),
];

/** The seats that nobody has signed for yet. */
export const openSeats = ({ members = [] }: Quorum, approvals: readonly Approval[]): readonly string[] =>
  members.filter((member) => !approvals.some(({ seat }) => seat === member));

export const seatAbout = (seat: string): string => `review/${seat}`;

export interface Signing {
  readonly seat?: string;
  readonly units: readonly string[];
  /** With it all that are needed are there. */
  readonly last: boolean;
}

/**
 * One more approval: in which seat, and whether it is the last. Refused to who has no seat, to who has signed before in
 * whosever name, and of a unit that has signed where they must be distinct.
 */
export function signing(
  quorum: Quorum,
  approvals: readonly Approval[],
  actor: Actor,
  marks: TaskMarks = {},
): Result<Signing> {
  const everybody = new Set(namesBehind(actor));
  if (approvals.some(({ by, onBehalfOf = by }) => everybody.has(by) || everybody.has(onBehalfOf)))
    return refuse("conflict", "already_signed", "您已经签过意见，须由其他人办理。");
  const holder = (seat: string) => {
    const mark = marks[seatAbout(seat)];
    return mark?.holder ?? (mark?.pool ? undefined : seat);
  };
  const seat = openSeats(quorum, approvals).find((one) => everybody.has(holder(one) ?? ""));
  if (quorum.members && seat === undefined)
    return refuse("conflict", "not_a_member", "这份文件由指定的人员会签，您不在其中。");
  const units = unitsBehind(actor);
  if (quorum.distinctUnits && approvals.some((one) => one.units.some((unit) => units.includes(unit))))
    return refuse("conflict", "unit_signed", "您所在单位已有人签过意见，须由其他单位的人员办理。");
  const last = approvals.length + 1 >= quorum.need;
  return accept({ ...(seat !== undefined && { seat }), units, last });
}

export function describeQuorum({ need, members, distinctUnits }: Quorum): string {
  const of = members ? `${members.length}人中` : "";
  const who = members && need === members.length && need > 1 ? `${need}人会签` : `${of}${need}人同意`;
  return `${who}后办结${distinctUnits ? "，须来自不同单位" : ""}`;
}

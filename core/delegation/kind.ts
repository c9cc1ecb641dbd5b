/** The delegation as a kind of subject: who handed what to whom, and when it was taken back, stands in its trail. */
import * as z from "zod";
import { chineseDay } from "../calendar/day-name.ts";
import { afterDays } from "../calendar/workday.ts";
import { accept, refuse } from "../outcome.ts";
import type { Day, Kind } from "../subject/kind.ts";
import { type Delegated, type Delegation, mayDelegate } from "./delegation.ts";

export type DelegationCommand =
  | ({
      readonly type: "Delegate";
      readonly today: Day;
      /** What the principal has delegated already. */
      readonly others: readonly Delegation[];
      /** What the delegate is called. */
      readonly delegateName: string;
    } & Delegated)
  | { readonly type: "Revoke" };

export type DelegationEvent =
  | ({ readonly type: "Delegated"; readonly delegateName: string } & Delegated)
  | { readonly type: "Revoked" };

const text = z.string();
const delegated = {
  jurisdiction: text,
  principal: text,
  delegate: text,
  from: text,
  until: text,
  kinds: z.array(text).optional(),
  units: z.array(text).optional(),
};

const storedDelegation: z.ZodType<Delegation> = z.looseObject({
  id: text,
  ...delegated,
  createdAt: text,
  updatedAt: text,
  version: z.int().positive(),
  revoked: z.looseObject({ by: text, at: text }).optional(),
});

const storedEvent: z.ZodType<DelegationEvent> = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("Delegated"), delegateName: text, ...delegated }),
  z.looseObject({ type: z.literal("Revoked") }),
]);

/** Both days as people say them: the last one still counts. */
const spanName = ({ from, until }: Delegated): string =>
  `${chineseDay(from)}至${chineseDay(afterDays(until, -1))}`;

export const delegationKind: Kind<Delegation, DelegationCommand, DelegationEvent, "delegation"> = {
  name: "delegation",
  prefix: "dlg",
  format: 1,
  terms: {},
  decide(delegation, command, { id }) {
    if (command.type === "Delegate") {
      if (delegation) return accept([]);
      const { type: _, today, others, ...wanted } = command;
      return mayDelegate(wanted, today, others) ?? accept([{ type: "Delegated", ...wanted }]);
    }
    if (!delegation) return refuse("conflict", "delegation_unknown", "没有这项委托。");
    if (id !== delegation.principal && id !== "machine")
      return refuse("forbidden", "not_your_delegation", "只有委托人本人可以撤销这项委托。");
    return accept(delegation.revoked ? [] : [{ type: "Revoked" }]);
  },
  evolve(delegation, event, { at, by }, id) {
    if (event.type === "Delegated") {
      const { type: _, delegateName: __, ...made } = event;
      return { id, ...made, createdAt: at, updatedAt: at, version: 1 };
    }
    if (!delegation) throw new TypeError(`${event.type} before Delegated in ${id}`);
    return { ...delegation, revoked: { by, at }, updatedAt: at, version: delegation.version + 1 };
  },
  parseState: (stored) => storedDelegation.parse(stored),
  parseEvent: (stored) => storedEvent.parse(stored),
  describe: (event) =>
    event.type === "Revoked" ? "撤销委托" : `委托${event.delegateName}代办，${spanName(event)}`,
  titleOf: (delegation) => `代办委托（${spanName(delegation)}）`,
  tasksOf: () => [],
  dueOf: () => [],
  pageOf: () => "/delegations",
  factsOf: () => ({}),
  newsOf: () => [],
  flowOf: () => undefined,
};

/**
 * A Delegation 代理: somebody has another act for them, for kinds of subject or units, from one day on and before another.
 * Both names stand in the trail of what is done by it. One step deep: who acts for another has the other's own rights,
 * never those of a third whose delegate that one is.
 */
import { type Result, refuse } from "../outcome.ts";
import type { Day, Instant, SubjectState } from "../subject/kind.ts";

/** A half-open span: from a day on, before another. */
export interface Span {
  readonly from: Day;
  readonly until: Day;
}

/** For what. Absent: for everything. */
export interface DelegationScope {
  /** Kinds of subject by name. */
  readonly kinds?: readonly string[];
  /** Units whose matters it is about. */
  readonly units?: readonly string[];
}

export interface Delegated extends Span, DelegationScope {
  readonly jurisdiction: string;
  /** Who is away. */
  readonly principal: string;
  /** Who acts for them. */
  readonly delegate: string;
}

export interface Delegation extends Delegated, SubjectState {
  readonly createdAt: Instant;
  readonly revoked?: { readonly by: string; readonly at: Instant };
}

/** What somebody would act on. */
export interface Matter {
  /** Kind of subject; absent: a unit's own page. */
  readonly kind?: string | undefined;
  readonly unitId?: string | undefined;
}

export const standsOn = ({ from, until, revoked }: Delegation, day: Day): boolean =>
  revoked === undefined && from <= day && day < until;

const isWithin = (named: readonly string[] | undefined, one: string | undefined): boolean =>
  named === undefined || (one !== undefined && named.includes(one));

export const covers = ({ kinds, units }: DelegationScope, { kind, unitId }: Matter): boolean =>
  isWithin(kinds, kind) && isWithin(units, unitId);

/** By which of them somebody acts for others that day: for who has said so themselves, and nobody behind them. */
export const standingFor = (
  delegations: readonly Delegation[],
  delegate: string,
  day: Day,
): readonly Delegation[] => delegations.filter((one) => one.delegate === delegate && standsOn(one, day));

const meet = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a === undefined || b === undefined || a.some((one) => b.includes(one));

/** Whether two are about the same matter on the same day. */
export const overlap = (a: Span & DelegationScope, b: Span & DelegationScope): boolean =>
  a.from < b.until && b.from < a.until && meet(a.kinds, b.kinds) && meet(a.units, b.units);

const MAX_DAYS = 366;
const days = ({ from, until }: Span): number => (Date.parse(until) - Date.parse(from)) / 86_400_000;

/**
 * Whether it may be made.
 * @param others what the principal has delegated already
 */
export function mayDelegate(
  wanted: Delegated,
  today: Day,
  others: readonly Delegation[],
): Result<never> | undefined {
  if (wanted.principal === wanted.delegate)
    return refuse("conflict", "delegate_self", "不能委托给自己，请另选一人。");
  if (wanted.until <= wanted.from) return refuse("input", "span_empty", "结束日期早于开始日期，请重新选择。");
  if (wanted.from < today) return refuse("input", "span_past", "开始日期不能早于今天，请重新选择。");
  if (days(wanted) > MAX_DAYS) return refuse("input", "span_too_long", "一次委托最长一年，请缩短日期。");
  return others.some((one) => one.revoked === undefined && overlap(one, wanted))
    ? refuse("conflict", "delegated_already", "这段时间的同类事项已经委托出去，请先撤销原来的委托。")
    : undefined;
}

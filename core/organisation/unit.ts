/** A Unit 单位 that files, and the people of the jurisdiction. */
import type { Instant } from "../subject/kind.ts";
import type { Bar, Grant } from "./grant.ts";
import type { Member } from "./member.ts";
import type { Span } from "./span.ts";

/** Its span is the time in which it files. */
export interface Unit extends Span {
  readonly id: string;
  readonly jurisdiction: string;
  /** Full name as it stands on papers: 青槐县水务局. */
  readonly name: string;
  readonly shortName: string;
  /** 县直部门, 乡镇, 国有企业 */
  readonly kind?: string;
  /** 正科级 */
  readonly level?: string;
  /** 城区片 */
  readonly area?: string;
  /** The office of its own that it heads: 县委 is a unit of the city's office and heads the county's. */
  readonly headsOffice?: string;
  /** All that have ever been in its centre group, in the order of the list: OCR and checks match people against it. */
  readonly members: readonly Member[];
  /** What its secretary has changed of the members and no administrator has looked at yet. */
  readonly unconfirmed?: Unconfirmed;
  /** Position in every table of units. */
  readonly order: number;
}

export interface Unconfirmed {
  readonly by: string;
  readonly at: Instant;
  /** As an administrator has last seen them. */
  readonly before: readonly Member[];
}

/** Somebody who signs in. */
export interface Person {
  readonly id: string;
  readonly jurisdiction: string;
  readonly login: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** What is taken away whatever is granted. */
  readonly bars?: readonly Bar[];
  /** The unit that a person of the office belongs to: nobody decides on what the own unit filed. */
  readonly unitId?: string;
  /** No longer signs in. */
  readonly disabled?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

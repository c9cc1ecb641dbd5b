/** A Unit 单位 that files, and the people of the jurisdiction. */
import type { Role } from "./role.ts";

export interface Unit {
  readonly id: string;
  readonly jurisdiction: string;
  /** Full name as it stands on papers: 青槐县水务局. */
  readonly name: string;
  readonly shortName: string;
  /** Names of the centre group's members: OCR and checks match people against it. */
  readonly roster: readonly string[];
  /** Position in every table of units. */
  readonly order: number;
}

/** Somebody who signs in. */
export interface Person {
  readonly id: string;
  readonly jurisdiction: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The own unit; a secretary acts for it, a reviewer must not decide on what it filed. */
  readonly unitId?: string;
}

/** What surrounds a running service and can be changed under it. */

/** `throttled` by the cloud; `broken`: an error of its own; `cut`: done, and the answer never arrives. */
export type Trouble = "none" | "throttled" | "broken" | "cut";

export interface Conditions {
  /** Milliseconds by which the clock of the machine is wrong. */
  readonly leap: number;
  /** What the disk has left. */
  readonly freeMegabytes: number;
  /** Functions that fail as soon as they are called, and the error's name. */
  readonly failing: Readonly<Record<string, string>>;
  /** What most requests to the table, or to the workflows, meet. */
  readonly table: Trouble;
  readonly workflows: Trouble;
}

export const CALM: Conditions = {
  leap: 0,
  freeMegabytes: 100_000,
  failing: {},
  table: "none",
  workflows: "none",
};

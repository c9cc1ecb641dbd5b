/**
 * Every kind of subject there is, by its name. Trail, reminders, sweeper and verification are loops over this table, and
 * only what stands in it can be changed: a kind whose line is forgotten does not compile.
 */
import { delegations } from "./delegations.ts";
import { notices } from "./notices.ts";
import { registers } from "./registers.ts";
import { submissions } from "./submissions.ts";

export const subjects = {
  submission: submissions,
  notice: notices,
  delegation: delegations,
  register: registers,
} as const;

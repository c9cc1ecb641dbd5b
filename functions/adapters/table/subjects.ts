/** Every kind of subject there is. Trail, reminders, sweeper and verification are loops over this table. */
import { notices } from "./notices.ts";
import type { AnySubjectTable } from "./subject.ts";
import { submissions } from "./submissions.ts";

export const subjects: readonly AnySubjectTable[] = [submissions, notices];

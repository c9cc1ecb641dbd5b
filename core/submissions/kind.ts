/** The submission as a kind of subject. */
import type { Kind } from "../subject/kind.ts";
import type { Command } from "./command.ts";
import { decide, mayNotJudge } from "./decide.ts";
import { describeEvent } from "./describe.ts";
import type { SubmissionEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import { recordedEvent } from "./recorded.ts";
import { storedSubmission } from "./stored.ts";
import { type Submission, titleOf } from "./submission.ts";
import { factsOf, newsOf, pageOf } from "./told.ts";
import { upcastEvent, upcastSubmission } from "./upcast.ts";
import { dueOf, flowOf, TERMS, tasksOf } from "./waits.ts";

export const submissionKind: Kind<Submission, Command, SubmissionEvent, "submission"> = {
  name: "submission",
  prefix: "sub",
  format: 5,
  terms: TERMS,
  decide,
  evolve,
  parseState: (stored, format) => storedSubmission.parse(upcastSubmission(stored, format)),
  parseEvent: (stored) => recordedEvent.parse(stored),
  upcastEvent,
  describe: describeEvent,
  titleOf,
  tasksOf,
  dueOf,
  barred: mayNotJudge,
  pageOf,
  factsOf,
  newsOf,
  flowOf,
};

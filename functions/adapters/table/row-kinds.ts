/** Every kind of row there is: what a migration goes through, and what fixtures are kept of. */
import { attemptRows } from "./attempts.ts";
import { browserRows } from "./browsers.ts";
import { contentHashRows } from "./content-hashes.ts";
import { counterRows } from "./counters.ts";
import { deadLetterRows } from "./dead-letters.ts";
import { importRows } from "./imports.ts";
import { linkRows, ticketRows } from "./links.ts";
import { officeRows } from "./offices.ts";
import { outboxRows } from "./outbox.ts";
import { personRows } from "./people.ts";
import { progressRows } from "./progress.ts";
import type { RowKind } from "./row.ts";
import { overrulingRows, ruleHitRows } from "./rule-hits.ts";
import { currentEditionRows, editionRows, ruleFilesRows } from "./rulebook-editions.ts";
import { sessionRows } from "./sessions.ts";
import { setAsideRows } from "./set-asides.ts";
import { signInRows } from "./sign-ins.ts";
import { fingerprintRows, lshBandRows } from "./similarity-entities.ts";
import { subjects } from "./subjects.ts";
import { nameRows } from "./taken-names.ts";
import { taskRows } from "./tasks.ts";
import { termRows } from "./terms.ts";
import { trailRows } from "./trail.ts";
import { unitRows } from "./units.ts";
import { waitRows } from "./waits.ts";

export const rowKinds: readonly RowKind<unknown>[] = [
  officeRows,
  unitRows,
  personRows,
  importRows,
  nameRows,
  signInRows,
  attemptRows,
  browserRows,
  linkRows,
  ticketRows,
  setAsideRows,
  ...Object.values(subjects).map(({ rows }) => rows),
  trailRows,
  taskRows,
  termRows,
  waitRows,
  outboxRows,
  sessionRows,
  overrulingRows,
  ruleHitRows,
  currentEditionRows,
  editionRows,
  ruleFilesRows,
  contentHashRows,
  fingerprintRows,
  lshBandRows,
  counterRows,
  progressRows,
  deadLetterRows,
];

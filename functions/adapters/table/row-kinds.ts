/** Every kind of row there is: what a migration goes through, and what fixtures are kept of. */
import { attemptRows } from "./attempts.ts";
import { browserRows } from "./browsers.ts";
import { channelRows } from "./channels.ts";
import { contentHashRows } from "./content-hashes.ts";
import { counterRows } from "./counters.ts";
import { deadLetterRows } from "./dead-letters.ts";
import { deliveryRows } from "./deliveries.ts";
import { doneTaskRows } from "./done-tasks.ts";
import { identityRows } from "./identities.ts";
import { importRows } from "./imports.ts";
import { invitationRows } from "./invitations.ts";
import { linkRows, ticketRows } from "./links.ts";
import { preferenceRows } from "./message-preferences.ts";
import { templateRows } from "./message-templates.ts";
import { messageRows } from "./messages.ts";
import { officeRows } from "./offices.ts";
import { outboxRows } from "./outbox.ts";
import { personRows } from "./people.ts";
import { progressRows } from "./progress.ts";
import type { RowKind } from "./row.ts";
import { overrulingRows, ruleHitRows } from "./rule-hits.ts";
import { currentEditionRows, editionRows, ruleFilesRows } from "./rulebook-editions.ts";
import { secondFactorRows } from "./second-factors.ts";
import { sessionRows } from "./sessions.ts";
import { setAsideRows } from "./set-asides.ts";
import { signInPolicyRows } from "./sign-in-policies.ts";
import { signInStepRows } from "./sign-in-steps.ts";
import { signInRows } from "./sign-ins.ts";
import { fingerprintRows, lshBandRows } from "./similarity-entities.ts";
import { subjects } from "./subjects.ts";
import { nameRows } from "./taken-names.ts";
import { heldTaskRows, taskRows } from "./tasks.ts";
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
  signInStepRows,
  signInPolicyRows,
  secondFactorRows,
  invitationRows,
  identityRows,
  attemptRows,
  browserRows,
  linkRows,
  ticketRows,
  setAsideRows,
  ...Object.values(subjects).map(({ rows }) => rows),
  trailRows,
  taskRows,
  heldTaskRows,
  doneTaskRows,
  termRows,
  waitRows,
  outboxRows,
  messageRows,
  deliveryRows,
  channelRows,
  preferenceRows,
  templateRows,
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

/** Every route of the API, its rule and its shapes. The server serves nothing that is not a row here. */
import { accountEndpoints } from "./accounts.ts";
import { channelEndpoints } from "./channels.ts";
import { crossCheckEndpoints } from "./cross-check.ts";
import { delegationEndpoints } from "./delegations.ts";
import { examinationEndpoints } from "./examination.ts";
import { importEndpoints } from "./imports.ts";
import { invitationEndpoints } from "./invitations.ts";
import { linkEndpoints } from "./links.ts";
import { memberEndpoints } from "./members.ts";
import { messageEndpoints } from "./messages.ts";
import { nameEndpoints } from "./names.ts";
import { noticeEndpoints } from "./notices.ts";
import { officeEndpoints } from "./offices.ts";
import { operationsEndpoints } from "./operations.ts";
import { overrulingEndpoints } from "./overrulings.ts";
import { ownAccountEndpoints } from "./own-account.ts";
import { peopleEndpoints } from "./people.ts";
import { reviewEndpoints } from "./reviews.ts";
import { ruleEditionEndpoints } from "./rule-editions.ts";
import { ruleEndpoints } from "./rules.ts";
import { secondFactorEndpoints } from "./second-factor.ts";
import { signInEndpoints } from "./sign-in.ts";
import { singleSignOnEndpoints } from "./single-sign-on.ts";
import { submissionEndpoints } from "./submissions.ts";
import { taskEndpoints } from "./tasks.ts";
import { unitEndpoints } from "./units.ts";

export const endpoints = {
  ...signInEndpoints,
  ...singleSignOnEndpoints,
  ...ownAccountEndpoints,
  ...secondFactorEndpoints,
  ...invitationEndpoints,
  ...accountEndpoints,
  ...unitEndpoints,
  ...memberEndpoints,
  ...officeEndpoints,
  ...importEndpoints,
  ...peopleEndpoints,
  ...linkEndpoints,
  ...submissionEndpoints,
  ...examinationEndpoints,
  ...crossCheckEndpoints,
  ...reviewEndpoints,
  ...overrulingEndpoints,
  ...taskEndpoints,
  ...delegationEndpoints,
  ...ruleEndpoints,
  ...ruleEditionEndpoints,
  ...nameEndpoints,
  ...noticeEndpoints,
  ...messageEndpoints,
  ...channelEndpoints,
  ...operationsEndpoints,
} as const;

export type Endpoints = typeof endpoints;

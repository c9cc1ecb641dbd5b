/** Every endpoint's route. A row without a route does not compile. */
import type { Routes } from "../call.ts";
import { accountRoutes } from "./accounts.ts";
import { channelRoutes } from "./channels.ts";
import { delegationRoutes } from "./delegations.ts";
import { importRoutes } from "./imports.ts";
import { invitationRoutes } from "./invitations.ts";
import { linkRoutes } from "./links.ts";
import { memberRoutes } from "./members.ts";
import { messageRoutes } from "./messages.ts";
import { nameRoutes } from "./names.ts";
import { noticeRoutes } from "./notices.ts";
import { officeRoutes } from "./offices.ts";
import { operationsRoutes } from "./operations.ts";
import { ownAccountRoutes } from "./own-account.ts";
import { peopleRoutes } from "./people.ts";
import { ruleEditionRoutes } from "./rule-editions.ts";
import { ruleRoutes } from "./rules.ts";
import { secondFactorRoutes } from "./second-factor.ts";
import { signInRoutes } from "./sign-in.ts";
import { singleSignOnRoutes } from "./single-sign-on.ts";
import { submissionRoutes } from "./submissions.ts";
import { taskRoutes } from "./tasks.ts";
import { unitRoutes } from "./units.ts";

export const routes: Routes = {
  ...signInRoutes,
  ...singleSignOnRoutes,
  ...ownAccountRoutes,
  ...secondFactorRoutes,
  ...invitationRoutes,
  ...accountRoutes,
  ...unitRoutes,
  ...memberRoutes,
  ...officeRoutes,
  ...importRoutes,
  ...peopleRoutes,
  ...linkRoutes,
  ...submissionRoutes,
  ...taskRoutes,
  ...delegationRoutes,
  ...ruleRoutes,
  ...ruleEditionRoutes,
  ...noticeRoutes,
  ...nameRoutes,
  ...messageRoutes,
  ...channelRoutes,
  ...operationsRoutes,
};

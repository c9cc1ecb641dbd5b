/** Every endpoint's route. A row without a route does not compile. */
import type { Routes } from "../call.ts";
import { importRoutes } from "./imports.ts";
import { linkRoutes } from "./links.ts";
import { memberRoutes } from "./members.ts";
import { nameRoutes } from "./names.ts";
import { noticeRoutes } from "./notices.ts";
import { officeRoutes } from "./offices.ts";
import { operationsRoutes } from "./operations.ts";
import { peopleRoutes } from "./people.ts";
import { ruleEditionRoutes } from "./rule-editions.ts";
import { ruleRoutes } from "./rules.ts";
import { signInRoutes } from "./sign-in.ts";
import { submissionRoutes } from "./submissions.ts";
import { unitRoutes } from "./units.ts";

export const routes: Routes = {
  ...signInRoutes,
  ...unitRoutes,
  ...memberRoutes,
  ...officeRoutes,
  ...importRoutes,
  ...peopleRoutes,
  ...linkRoutes,
  ...submissionRoutes,
  ...ruleRoutes,
  ...ruleEditionRoutes,
  ...noticeRoutes,
  ...nameRoutes,
  ...operationsRoutes,
};

/** Every route of the API, its rule and its shapes. The server serves nothing that is not a row here. */
import { crossCheckEndpoints } from "./cross-check.ts";
import { examinationEndpoints } from "./examination.ts";
import { importEndpoints } from "./imports.ts";
import { linkEndpoints } from "./links.ts";
import { memberEndpoints } from "./members.ts";
import { nameEndpoints } from "./names.ts";
import { noticeEndpoints } from "./notices.ts";
import { officeEndpoints } from "./offices.ts";
import { operationsEndpoints } from "./operations.ts";
import { overrulingEndpoints } from "./overrulings.ts";
import { peopleEndpoints } from "./people.ts";
import { reviewEndpoints } from "./reviews.ts";
import { ruleEditionEndpoints } from "./rule-editions.ts";
import { ruleEndpoints } from "./rules.ts";
import { signInEndpoints } from "./sign-in.ts";
import { submissionEndpoints } from "./submissions.ts";
import { unitEndpoints } from "./units.ts";

export const endpoints = {
  ...signInEndpoints,
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
  ...ruleEndpoints,
  ...ruleEditionEndpoints,
  ...nameEndpoints,
  ...noticeEndpoints,
  ...operationsEndpoints,
} as const;

export type Endpoints = typeof endpoints;

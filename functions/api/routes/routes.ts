/** Every endpoint's route. A row without a route does not compile. */
import type { Routes } from "../server.ts";
import { besideRoutes } from "./beside.ts";
import { linkRoutes } from "./links.ts";
import { nameRoutes } from "./names.ts";
import { noticeRoutes } from "./notices.ts";
import { officeRoutes } from "./office.ts";
import { overrulingRoutes } from "./overrulings.ts";
import { sessionRoutes } from "./session.ts";
import { submissionRoutes } from "./submissions.ts";

export const routes: Routes = {
  ...sessionRoutes,
  ...linkRoutes,
  ...officeRoutes,
  ...submissionRoutes,
  ...besideRoutes,
  ...overrulingRoutes,
  ...noticeRoutes,
  ...nameRoutes,
};

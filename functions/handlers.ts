/** The handlers themselves, loaded when first needed, for the one-machine cloud. Named as in the registry, one for one. */
import type { FunctionName } from "./registry.ts";

export { clock } from "./adapters/clock.ts";

export const handlers = {
  Intake: { load: () => import("./intake.ts") },
  Examine: { load: () => import("./examine.ts") },
  AskReview: { load: () => import("./ask-review.ts") },
  AskCorrection: { load: () => import("./ask-correction.ts") },
  Close: { load: () => import("./close.ts") },
  Lapse: { load: () => import("./lapse.ts") },
  StartNotices: { load: () => import("./notice/start-due.ts") },
  ListUnits: { load: () => import("./notice/list-units.ts") },
  GatherUnit: { load: () => import("./notice/gather-unit.ts") },
  DraftNotice: { load: () => import("./notice/draft.ts") },
  AskIssuance: { load: () => import("./notice/ask-issuance.ts") },
  PublishNotice: { load: () => import("./notice/publish.ts") },
  Remind: { load: () => import("./remind.ts") },
  Sweep: { load: () => import("./sweep.ts") },
  Bury: { load: () => import("./bury.ts") },
  Api: { load: () => import("./api.ts") },
} as const satisfies Record<
  FunctionName,
  { readonly load: () => Promise<{ handler: (...input: never[]) => unknown }> }
>;

/** Starts the reading threads before the first file needs them; on Lambda each container warms itself. */
export async function warmUp(): Promise<void> {
  const { sharedPool } = await import("./reading/read.ts");
  sharedPool().warm();
}

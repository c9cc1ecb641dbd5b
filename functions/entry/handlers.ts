/** The handlers themselves, loaded when first needed, for the one-machine cloud. Named as in the registry, one for one. */
import type { FunctionName } from "../manifest/registry.ts";

export { clock } from "../adapters/clock.ts";
export { type Obstacle, readiness } from "../adapters/readiness.ts";

export const handlers = {
  Intake: { load: () => import("./intake.ts") },
  Examine: { load: () => import("./examine.ts") },
  AskReview: { load: () => import("./ask-review.ts") },
  AskCorrection: { load: () => import("./ask-correction.ts") },
  Close: { load: () => import("./close.ts") },
  Lapse: { load: () => import("./lapse.ts") },
  StartNotices: { load: () => import("./start-notices.ts") },
  ListUnits: { load: () => import("./list-units.ts") },
  GatherUnit: { load: () => import("./gather-unit.ts") },
  DraftNotice: { load: () => import("./draft-notice.ts") },
  AskIssuance: { load: () => import("./ask-issuance.ts") },
  PublishNotice: { load: () => import("./publish-notice.ts") },
  Remind: { load: () => import("./remind.ts") },
  Deliver: { load: () => import("./deliver.ts") },
  Sweep: { load: () => import("./sweep.ts") },
  RecordDeadLetter: { load: () => import("./record-dead-letter.ts") },
  Migrate: { load: () => import("./migrate.ts") },
  Api: { load: () => import("./api.ts") },
} as const satisfies Record<
  FunctionName,
  { readonly load: () => Promise<{ handler: (...input: never[]) => unknown }> }
>;

/** Starts the reading children before the first file needs them; on Lambda each container warms itself. */
export async function warmUp(): Promise<void> {
  const { sharedPool } = await import("../reading/read.ts");
  sharedPool().warm();
}

/** What a branch or an item tells its Parallel or Map when it is through. */
import type { Branch } from "./branch.ts";

/**
 * Writes the end of a Map's item and gives its place to the next one, which will follow the item's last event.
 * Called right after the branch's frame became `ended` or `broken`, so that both are saved together.
 */
export function branchFinished(branch: Branch): void {
  const { parent, frame } = branch;
  const fan = parent?.frame.progress;
  if (!parent || fan?.at !== "fan") return;
  const failed = frame.progress.at === "broken";
  if (parent.state.Type === "Map") {
    const details = { name: parent.frame.state, index: branch.index };
    branch.emit(failed ? "MapIterationFailed" : "MapIterationSucceeded", details);
  }
  if (failed) fan.failures++;
  fan.free.push(frame.last);
  parent.touch();
  parent.notify();
}

/** What a branch or an item tells its Parallel or Map when it is through. */
import type { Strand } from "./strand.ts";

/**
 * Writes the end of a Map's item and gives its place to the next one, which will follow the item's last event.
 * Called in the same breath in which the strand's frame became `ended` or `broken`.
 */
export function branchFinished(strand: Strand): void {
  const { parent, frame } = strand;
  const fan = parent?.frame.progress;
  if (!parent || fan?.at !== "fan") return;
  const failed = frame.progress.at === "broken";
  if (parent.state.Type === "Map") {
    const details = { name: parent.frame.state, index: strand.index };
    strand.emit(failed ? "MapIterationFailed" : "MapIterationSucceeded", details);
  }
  if (failed) fan.failures++;
  fan.free.push(frame.last);
  parent.touch();
  parent.notify();
}

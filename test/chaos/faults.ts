/** Every fault there is, in the order of the run. */
import type { Fault } from "./fault.ts";
import { serviceKilled } from "./faults/service-killed.ts";

export const faults: readonly Fault[] = [serviceKilled];

/**
 * What stands in the way of the service, told by the place in which the functions run. On AWS nobody tells anything: the
 * alarms do. On one machine it is the data folder's disk, a store that refuses, a start that has not come to its end.
 */
export interface Obstacle {
  /** `disk_full`: nothing new is received, everything else goes on. */
  readonly code: "starting" | "stopping" | "disk_full" | "store_failing";
  /** What is the matter and what to do, for whoever runs the service. */
  readonly message: string;
}

let told: () => readonly Obstacle[] = () => [];

export const readiness = {
  obstacles: (): readonly Obstacle[] => told(),
  use(tell: () => readonly Obstacle[]): void {
    told = tell;
  },
};

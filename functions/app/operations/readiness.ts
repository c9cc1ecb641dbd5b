/** Whether the service is up, and what stands in the way of it. */
import { type Obstacle, readiness } from "../../adapters/readiness.ts";

export const obstacles = (): readonly Obstacle[] => readiness.obstacles();

export const stands = (code: Obstacle["code"]): boolean =>
  readiness.obstacles().some((obstacle) => obstacle.code === code);

import type { Fault } from "../fault.ts";

const THROTTLED_MS = 3000;
const failing = Object.fromEntries(
  ["Intake", "Examine", "AskReview", "AskCorrection", "Close"].map((name) => [
    name,
    "TooManyRequestsException",
  ]),
);

export const functionThrottled: Fault = {
  name: "function-throttled",
  hypothesis: "A function that is refused for a while is called again until it runs.",
  expected: "Papers are late by seconds.",
  quick: true,
  async inject(scene) {
    await scene.set({ failing });
    await scene.pause(THROTTLED_MS);
    await scene.set({ failing: {} });
    return `5 functions refused for ${THROTTLED_MS / 1000} s`;
  },
};

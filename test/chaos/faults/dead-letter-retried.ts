import { waitUntil } from "../../../client/wait-until.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { signedIn } from "../../office.ts";
import type { Fault } from "../fault.ts";

const WAIT_MS = 90_000;

export const deadLetterRetried: Fault = {
  name: "dead-letter-retried",
  hypothesis: "An event that was given up names its file, and can be handled once more.",
  expected: "The administrator sees a letter for each upload, and each is taken in when tried again.",
  async inject(scene) {
    await scene.set({ failing: { Intake: "Sandbox.Timedout" } });
    const administrator = await signedIn(scene.stack.url, "administrator");
    const letters = () => administrator.call(endpoints.deadLetters).then((answer) => answer.letters);
    await waitUntil("a dead letter", async () => ((await letters()).length > 0 ? true : undefined), WAIT_MS);
    await scene.set({ failing: {} });
    const given = await letters();
    for (const { id } of given)
      await administrator.call(endpoints.retryDeadLetter, { params: { letter: id } });
    return `${given.length} events given up and tried again`;
  },
};

/** A decision confirmed as a person does it: who sees the dialogue still open and untouched clicks again. */
import type { Page } from "playwright-core";

/** How long a click may remain without effect before it counts as fallen beside the button, in ms. */
const UNHEARD = 4_000;

/** @throws what the desk said when it did not take the decision */
export async function confirmDecision(page: Page): Promise<void> {
  const confirm = page.getByTestId("confirm-decision");
  const refused = page.getByTestId("decision-error");
  for (let clicks = 0; clicks < 5; clicks++) {
    await confirm.click();
    const closed = confirm.waitFor({ state: "detached", timeout: UNHEARD }).then(() => true);
    if (await closed.catch(() => false)) return;
    if (await refused.isVisible()) throw new Error(`not decided: ${await refused.textContent()}`);
    // Under way: the button turns while the answer is awaited.
    if (await confirm.locator(".ant-btn-loading-icon").isVisible())
      return confirm.waitFor({ state: "detached" });
  }
  throw new Error("the dialogue does not hear its button");
}

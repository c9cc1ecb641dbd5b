/** Signing in as a person does, on the sign-in page. */
import type { Page } from "playwright-core";

export interface Account {
  readonly login: string;
  readonly password: string;
}

/** Leaves the page where the service leads this person after signing in. */
export async function signIn(page: Page, origin: string, { login, password }: Account): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByTestId("login").fill(login);
  await page.getByTestId("password").fill(password);
  await page.getByTestId("sign-in").click();
  await page.getByTestId("account").waitFor();
}

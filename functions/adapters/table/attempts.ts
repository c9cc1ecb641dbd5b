/** Failed sign-ins of a login within a quarter of an hour, so that guessing is slow. */
import { clock } from "../clock.ts";
import { AttemptRow } from "./office-entities.ts";
import { table } from "./table.ts";

const MOST = 10;
const WINDOW_SECONDS = 900;

const seconds = (): number => Math.floor(clock.now().getTime() / 1000);

export async function attemptsLeft(login: string): Promise<number> {
  const { data } = await AttemptRow.get({ login }).go({ ...table(), consistent: true });
  return data && data.expires > seconds() ? MOST - data.count : MOST;
}

export async function noteAttempt(login: string): Promise<void> {
  const left = await attemptsLeft(login);
  await AttemptRow.put({ login, count: MOST - left + 1, expires: seconds() + WINDOW_SECONDS }).go(table());
}

export async function forgetAttempts(login: string): Promise<void> {
  await AttemptRow.delete({ login }).go(table());
}

/** People with a second factor, and the phone that makes their codes by the test's clock. */
import { Secret, TOTP } from "otpauth";
import { expect } from "vitest";
import { secondFactorOf } from "../../functions/adapters/table/second-factors.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import type { LeapClock } from "../clock.ts";
import { hire, type Office, PASSWORD } from "../office.ts";
import { BrowserTab } from "./browser-tab.ts";

/** Milliseconds for which a code is shown. */
export const STEP = 30_000;

export class Phones {
  readonly #office: Office;
  readonly #clock: LeapClock;
  /** Tabs so far: each is behind an address of its own. */
  tabs = 0;

  constructor(office: Office, clock: LeapClock) {
    this.#office = office;
    this.#clock = clock;
  }

  passes(milliseconds: number): void {
    this.#clock.leap(new Date(this.#clock.now() + milliseconds).toISOString());
  }

  /** What the phone shows, `steps` steps of time from now. */
  shown(secret: string, steps = 0): string {
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    return totp.generate({ timestamp: this.#clock.now() + steps * STEP });
  }

  newTab(): BrowserTab {
    return new BrowserTab(this.#office.url, { "x-forwarded-for": `192.0.2.${++this.tabs}` });
  }

  /** Login and password, in a browser of its own. */
  async firstStep(login: string, tab = this.newTab()) {
    const answered = await tab.ask(endpoints.signIn, { body: { login, password: PASSWORD } });
    return { tab, answered };
  }

  /** Somebody with a second factor, set up on the account page. */
  async equipped(login: string) {
    const id = await hire(this.#office.jurisdiction, login, ["visitor"]);
    const { tab } = await this.firstStep(login);
    const begun = await tab.ask(endpoints.beginSecondFactor, { body: { password: PASSWORD } });
    const { secret, uri } = begun.value;
    const confirmed = await tab.ask(endpoints.confirmSecondFactor, { body: { code: this.shown(secret) } });
    expect(confirmed.status).toBe(200);
    this.passes(STEP);
    return { id, login, tab, secret, uri, recovery: confirmed.value.recoveryCodes };
  }

  factorOf(id: string) {
    return secondFactorOf({ jurisdiction: this.#office.jurisdiction, id });
  }
}

export const give = (tab: BrowserTab, code: string) => tab.ask(endpoints.signInCode, { body: { code } });

/**
 * How people get in, as the guide tells it: an invitation instead of a password read out, the own second factor on the phone,
 * the administrator who resets it, the office's single sign-on.
 */
import { Secret, TOTP } from "otpauth";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ApiClient } from "../../client/api-client.ts";
import { DESK, newVisitor, PHONE } from "../../demo/browser/browser.ts";
import { signIn } from "../../demo/browser/signing-in.ts";
import { administratorOf } from "../../demo/office.ts";
import { endpoints } from "../../functions/api/contract/endpoints.ts";
import { CLIENT, type Issuer, openIssuer, SECRET } from "../security/issuer.ts";
import { type Fixture, openFixture } from "./fixture.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const PASSWORD = "三只蓝鹤飞过旧茶馆门前";
const SETTINGS = ["QIYOU_OIDC_ISSUER", "QIYOU_OIDC_CLIENT", "QIYOU_OIDC_SECRET"] as const;

let fixture: Fixture;
let issuer: Issuer;
let phone: BrowserContext;
/** The administrator's. */
let desk: Page;
/** The newcomer's. */
let page: Page;
let link = "";
let secret = "";
let recovery = "";
const at = (path: string) => `${fixture.stack.url}${path}`;

beforeAll(async () => {
  issuer = await openIssuer();
  for (const [at, name] of SETTINGS.entries()) process.env[name] = [issuer.url, CLIENT, SECRET][at];
  fixture = await openFixture("signing-in");
  const { stack, opened } = fixture;
  await issuer.serve(stack.url);
  issuer.people.set("sub-wen", { sub: "sub-wen", name: "温予安", preferred_username: "wen" });
  const body = { login: "wen.yuan", name: "温予安", roles: ["reviewer" as const] };
  const administrator = new ApiClient(stack.url);
  const { login, password } = administratorOf(stack.accounts);
  await administrator.signIn(login, password);
  await administrator.call(endpoints.createPerson, { body });
  desk = await (await newVisitor(opened.browser, DESK)).newPage();
  phone = await newVisitor(opened.browser, PHONE);
  page = await phone.newPage();
  await signIn(desk, stack.url, administratorOf(stack.accounts));
});
afterAll(async () => {
  for (const name of SETTINGS) delete process.env[name];
  await fixture?.close();
  await issuer?.close();
});

/** What the phone shows; a code opens once, so that the next one is waited for where this one has been used. */
let last = "";
async function shown(): Promise<string> {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return vi.waitFor(
    () => {
      const code = totp.generate();
      if (code === last) throw new Error("still the same code");
      last = code;
      return code;
    },
    { timeout: 40_000, interval: 500 },
  );
}
const fits = async (on: Page) =>
  expect(await on.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "fits").toBe(
    true,
  );

test("the administrator invites somebody, and sees that the invitation is open", async () => {
  await desk.goto(at("/operations?tab=sign-in"));
  const row = desk.getByTestId("account-wen.yuan");
  await row.getByRole("button", { name: "邀请" }).click();
  await desk.getByTestId("make-invitation").click();
  link = (await desk.getByTestId("invitation-url").textContent()) ?? "";
  expect(link).toContain("/invitation#");
  await desk.getByTestId("make-invitation").click();
  await row.getByText("邀请未用").waitFor();
});

test("on the phone the invited sets the own password, and is in", async () => {
  await page.goto(link);
  expect(await page.getByTestId("invited-login").textContent()).toBe("wen.yuan");
  await fits(page);
  await page.getByTestId("new-password").fill("password123");
  await page.getByTestId("accept-invitation").click();
  expect(await page.getByTestId("invitation-error").textContent()).toContain("太容易被猜到");
  await page.getByTestId("new-password").fill(PASSWORD);
  await page.getByTestId("accept-invitation").click();
  await page.getByTestId("account").waitFor();
  const again = await phone.newPage();
  await again.goto(link);
  expect(await again.getByTestId("load-error").textContent()).toContain("已经用过");
  await again.close();
});

test("a second factor is set up on the account page, and its recovery codes are shown once", async () => {
  await page.goto(at("/account"));
  await page.getByTestId("own-sign-ins").getByText("当前").waitFor();
  await fits(page);
  await page.getByTestId("set-up-factor").click();
  await page.getByTestId("confirm-password").fill(PASSWORD);
  await page.getByTestId("begin-factor").click();
  secret = ((await page.getByTestId("authenticator-secret").textContent()) ?? "").replaceAll(
    /[^A-Z2-7]/g,
    "",
  );
  await page.getByTestId("first-code").fill(await shown());
  await page.getByTestId("confirm-factor").click();
  const codes = page.getByTestId("recovery-codes").locator("li");
  await codes.first().waitFor();
  expect(await codes.count()).toBe(10);
  recovery = (await codes.first().textContent()) ?? "";
  await page.getByTestId("codes-kept").click();
  await page.getByTestId("factor-on").waitFor();
});

test("the next sign-in asks for a code; a wrong one is told so, the right one opens", async () => {
  await page.getByTestId("account").click();
  await page.getByTestId("sign-out").click();
  await page.getByTestId("login").fill("wen.yuan");
  await page.getByTestId("password").fill(PASSWORD);
  await page.getByTestId("sign-in").click();
  await page.getByTestId("code").fill("000000");
  await page.getByTestId("give-code").click();
  expect(await page.getByTestId("code-error").textContent()).toContain("验证码不正确");
  await fits(page);
  await page.getByTestId("code").fill(await shown());
  await page.getByTestId("give-code").click();
  await page.getByTestId("account").waitFor();
});

test("without the phone a recovery code opens, and other sign-ins can be ended from there", async () => {
  const other = await (await newVisitor(fixture.opened.browser, DESK)).newPage();
  await other.goto(at("/sign-in?next=/account"));
  await other.getByTestId("login").fill("wen.yuan");
  await other.getByTestId("password").fill(PASSWORD);
  await other.getByTestId("sign-in").click();
  await other.getByTestId("use-recovery").click();
  await other.getByTestId("code").fill(recovery.toUpperCase());
  await other.getByTestId("give-code").click();
  await other.getByText("还剩 9 个").waitFor();
  await other.getByTestId("end-others").click();
  await other.getByRole("button", { name: "结束", exact: true }).last().click();
  await vi.waitFor(async () => expect(await other.getByTestId("own-sign-ins").locator("li").count()).toBe(1));
  await page.reload();
  await page.getByTestId("login").waitFor();
  await other.context().close();
});

test("the administrator sees who has a second factor, and resets it for whoever has lost it", async () => {
  await desk.reload();
  const row = desk.getByTestId("account-wen.yuan");
  await row.getByText("第二因素自").waitFor();
  await row.getByRole("button", { name: "重置第二因素" }).click();
  await desk.getByTestId("confirm-factor-reset").click();
  await row.getByText("未启用第二因素").waitFor();
});

test("a role that must have one sets it up on the way in", async () => {
  await desk.getByTestId("factor-roles").getByText("审核员").click();
  await desk.getByTestId("save-policy").click();
  await desk.getByTestId("account-wen.yuan").getByText("须启用第二因素").waitFor();
  await page.getByTestId("login").fill("wen.yuan");
  await page.getByTestId("password").fill(PASSWORD);
  await page.getByTestId("sign-in").click();
  secret = ((await page.getByTestId("authenticator-secret").textContent()) ?? "").replaceAll(
    /[^A-Z2-7]/g,
    "",
  );
  await fits(page);
  await page.getByTestId("first-code").fill(await shown());
  await page.getByTestId("confirm-factor").click();
  await page.getByTestId("codes-kept").click();
  await page.getByTestId("account").waitFor();
});

test("the single sign-on: unknown at first, bound on the account page, then the way in and out", async () => {
  const visitor = await newVisitor(fixture.opened.browser, PHONE);
  const stranger = await visitor.newPage();
  await stranger.goto(at("/sign-in"));
  await stranger.getByTestId("sign-on").click();
  await stranger.getByRole("button", { name: "温予安", exact: true }).click();
  expect(await stranger.getByTestId("sign-on-error").textContent()).toContain("还没有本系统的账号");
  await visitor.close();

  issuer.people.set("sub-wen", {
    sub: "sub-wen",
    name: "温予安",
    preferred_username: "wen",
    amr: ["pwd", "otp"],
  });
  await page.goto(at("/account"));
  await page.getByTestId("binding-password").fill(PASSWORD);
  await page.getByTestId("bind-sign-on").click();
  await page.getByRole("button", { name: "温予安", exact: true }).click();
  await page.getByText("起可以用统一身份登录").waitFor();
  await page.getByTestId("account").click();
  await page.getByTestId("sign-out").click();
  await page.getByTestId("sign-on").click();
  await page.getByTestId("account").waitFor();
  await page.getByTestId("account").click();
  await page.getByTestId("sign-out").click();
  await page.getByRole("button", { name: /yes/i }).click();
  await page.getByTestId("sign-on").click();
  await page.getByRole("button", { name: "温予安", exact: true }).waitFor();
});

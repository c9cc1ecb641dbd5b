/** Signing in and out. */

import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { periodOf } from "../../../core/calendar/period.ts";
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, refuse } from "../../../core/outcome.ts";
import { clock } from "../../adapters/clock.ts";
import { hashPassword, passwordMatches } from "../../adapters/password.ts";
import { forgetAttempts, takeAttempt } from "../../adapters/table/attempts.ts";
import { getOffice, getUnit, personByLogin, putPerson } from "../../adapters/table/offices.ts";
import { closeOtherSignIns, closeSignIn, cookieName, isSecure, openSignIn } from "../caller.ts";
import type { Routes } from "../server.ts";

/** A record of nobody's password, so that an unknown login takes as long as a wrong password. */
let nobody: Promise<string> | undefined;

export async function describe(person: Person) {
  const { id, login, name, roles, unitId, jurisdiction } = person;
  const [office, unit] = await Promise.all([
    getOffice(jurisdiction),
    unitId ? getUnit(jurisdiction, unitId) : undefined,
  ]);
  const today = clock.today();
  return {
    id,
    login,
    name,
    roles: [...roles],
    unitId,
    unitName: unit?.name,
    jurisdiction,
    jurisdictionName: office.name,
    today,
    period: periodOf(today),
  };
}

export const sessionRoutes: Pick<Routes, "health" | "signIn" | "me" | "signOut" | "changePassword"> = {
  health: () => accept({ ok: true }),

  async signIn({ body, http }) {
    const login = body.login.trim().toLowerCase();
    if (!(await takeAttempt(login)))
      return refuse("too_many_attempts", "登录失败次数过多，请15分钟后再试，或联系管理员重置密码。");
    const row = await personByLogin(login);
    nobody ??= hashPassword("nobody");
    const matches = await passwordMatches(body.password, row?.password ?? (await nobody));
    if (!row || !matches) return refuse("sign_in_failed", "账号或密码不正确，请重新输入。");
    await forgetAttempts(login);
    const { token, maxAge } = await openSignIn(row.person);
    const secure = isSecure();
    setCookie(http, cookieName(secure), token, {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      secure,
      maxAge,
    });
    return accept(await describe(row.person));
  },

  me: async ({ person }) => accept(await describe(person)),

  async signOut({ http }) {
    const name = cookieName(isSecure());
    const token = getCookie(http, name);
    if (token) await closeSignIn(token);
    deleteCookie(http, name, { path: "/", secure: isSecure() });
    return accept({ ok: true });
  },

  async changePassword({ person, body, http }) {
    const row = await personByLogin(person.login);
    if (!row || !(await passwordMatches(body.current, row.password)))
      return refuse("sign_in_failed", "当前密码不正确。");
    await putPerson(person, await hashPassword(body.next));
    await closeOtherSignIns(person.id, getCookie(http, cookieName(isSecure())) ?? "");
    return accept({ ok: true });
  },
};

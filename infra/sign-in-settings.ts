/**
 * What a stage needs for signing in, read from what the deployer wrote: a key by which secrets of second factors are sealed,
 * and the office's single sign-on, if it has one. Plain functions: nothing of SST.
 */
import { accept, type Result, refuse } from "../core/outcome.ts";
import type { Environment } from "./deploy-target.ts";

/** As functions/adapters/environment.ts reads them. */
const SIGN_ON = [
  "QIYOU_OIDC_ISSUER",
  "QIYOU_OIDC_CLIENT",
  "QIYOU_OIDC_SCOPE",
  "QIYOU_OIDC_GROUPS",
  "QIYOU_OIDC_LOGIN",
] as const;

/** Characters of a key that a machine has made. */
const MIN_KEY = 32;

/** Answers the environment of the function that signs people in. */
export function signInSettings(environment: Environment): Result<Record<string, string>> {
  if ((environment.SST_SECRET_SignInKey ?? "").length < MIN_KEY)
    return refuse(
      "input",
      "sign_in_key",
      "还没有设置登录密钥，或它太短。请先运行 npx sst secret set SignInKey $(openssl rand -base64 32) --stage 环境名；设好后不要更换，否则已启用的第二因素都要重置。 / Set the key that seals second factors first: npx sst secret set SignInKey $(openssl rand -base64 32) --stage NAME; and leave it, since another key reads none of them.",
    );
  const { QIYOU_OIDC_ISSUER: issuer, QIYOU_OIDC_CLIENT: client } = environment;
  if (Boolean(issuer) !== Boolean(client))
    return refuse(
      "input",
      "sign_on",
      "统一身份登录须同时写 QIYOU_OIDC_ISSUER 和 QIYOU_OIDC_CLIENT，或都不写。 / Write both QIYOU_OIDC_ISSUER and QIYOU_OIDC_CLIENT, or neither.",
    );
  if (issuer && !(URL.canParse(issuer) && issuer.startsWith("https://")))
    return refuse(
      "input",
      "sign_on",
      `统一身份的地址“${issuer}”不能用。请写成 QIYOU_OIDC_ISSUER=https://id.example.gov.cn。 / "${issuer}" cannot be an issuer; write QIYOU_OIDC_ISSUER=https://id.example.gov.cn.`,
    );
  return accept(
    Object.fromEntries(
      SIGN_ON.flatMap((name) => {
        const value = environment[name];
        return value ? [[name, value]] : [];
      }),
    ),
  );
}

/** Secrets of signing in, which the table and the environment do not hold: SST keeps them, and hands them to functions sealed. */
import { orStop } from "./application.ts";
import { signInSettings } from "./sign-in-settings.ts";

export const signInEnvironment = orStop(signInSettings(process.env));

/** Seals what the table must not tell. */
export const signInKey = new sst.Secret("SignInKey");

/** What the single sign-on has given this service to prove itself by; none where PKCE alone does. */
export const signOnSecret = new sst.Secret("SignOnSecret", "");

/** The cookies: one carries a session's token, one only tells that somebody has signed in here before. */
import { Resource } from "sst/resource";

/** Whether people reach the site by https. */
export const isSecure = (): boolean => Resource.Site.url.startsWith("https:");

/** `__Host-` demands https; an office network without it gets the plain name (decision 0006). */
const named = (name: string): string => (isSecure() ? `__Host-${name}` : name);

export const cookieName = (): string => named("qiyou");

export const browserCookieName = (): string => named("qiyou-browser");

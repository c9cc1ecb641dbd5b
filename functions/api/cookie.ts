/** The cookie that carries a session's token. */
import { Resource } from "sst/resource";

/** Whether people reach the site by https. */
export const isSecure = (): boolean => Resource.Site.url.startsWith("https:");

/** `__Host-` demands https; an office network without it gets the plain name (decision 0006). */
export const cookieName = (): string => (isSecure() ? "__Host-qiyou" : "qiyou");

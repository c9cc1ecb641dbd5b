/** Where people reach the site. */
import { Resource } from "sst/resource";

/** @param page path of the site, with what follows it */
export const addressOfPage = (page: string): string => new URL(page, Resource.Site.url).href;

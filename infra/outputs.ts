/** What a deployment tells: addresses for people, names for the smoke script. */
import { functionNamed } from "./functions.ts";
import { siteUrl } from "./site.ts";
import { place } from "./stage.ts";
import { stateMachines } from "./state-machines.ts";
import { storage } from "./storage.ts";
import { table } from "./table.ts";

export const outputs = {
  url: siteUrl,
  region: place.region,
  table: table.name,
  inbox: storage.Inbox.name,
  migrate: functionNamed("Migrate").name,
  notices: storage.Notices.name,
  ...Object.fromEntries(stateMachines.map(({ resource, machine }) => [resource, machine.arn])),
};

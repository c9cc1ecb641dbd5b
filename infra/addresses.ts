/**
 * Where things are found before they exist: functions are told the state machines' ARNs, and state machines call the
 * functions; the addresses break the circle.
 */
import { type MachineResource, machines } from "../functions/manifest/resources.ts";
import { siteUrl } from "./site.ts";
import { arn, named } from "./stage.ts";

export const machineName = (resource: MachineResource): string =>
  named(machines.find((machine) => machine.resource === resource)?.name ?? resource);

const address = (resource: MachineResource) =>
  new sst.Linkable(resource, { properties: { arn: arn("states", `stateMachine:${machineName(resource)}`) } });

export const flows: Readonly<Record<MachineResource, ReturnType<typeof address>>> = {
  ReviewFlow: address("ReviewFlow"),
  NoticeFlow: address("NoticeFlow"),
};

/** Where people reach the site; no slash at the end. */
export const site = new sst.Linkable("Site", { properties: { url: siteUrl } });

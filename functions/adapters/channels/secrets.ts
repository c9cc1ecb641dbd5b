/**
 * What opens the channels, by office and channel: `{"office/smtp": {"password": "…"}}`. On AWS a secret of the deployment, on
 * one machine in the file of the folder that holds its credentials. No row, log or trail ever holds any of it.
 */
import { Resource } from "sst/resource";
import * as z from "zod";
import type { Secrets } from "./channel.ts";

const stored = z.record(z.string(), z.record(z.string(), z.string()));

/** Under which name the operator keeps what opens a channel. */
export const secretName = (jurisdiction: string, channel: string): string => `${jurisdiction}/${channel}`;

/** Undefined: what is kept there cannot be read. */
export function secretsOf(jurisdiction: string, channel: string): Secrets | undefined {
  try {
    return stored.parse(JSON.parse(Resource.ChannelSecrets.value))[secretName(jurisdiction, channel)] ?? {};
  } catch {
    return undefined;
  }
}

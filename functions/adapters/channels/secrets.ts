/**
 * What opens the channels, by channel id: `{"chn_…": {"password": "…"}}`. On AWS a secret of the deployment, on one machine
 * the file of the folder that holds its credentials. Read each time: no row, log or trail ever holds any of it.
 */
import { Resource } from "sst/resource";
import * as z from "zod";
import type { Secrets } from "./channel.ts";

const stored = z.record(z.string(), z.record(z.string(), z.string()));

/** Undefined: what is kept there cannot be read. */
export function channelSecrets(): Readonly<Record<string, Secrets>> | undefined {
  try {
    return stored.parse(JSON.parse(Resource.ChannelSecrets.value));
  } catch {
    return undefined;
  }
}

/** Where a request comes from, as far as it can be told: what guesses are counted by, never what opens anything. */
import { isIP, isIPv6 } from "node:net";
import type { Context } from "hono";
import * as z from "zod";
import { environment } from "../adapters/environment.ts";

const gateway = z.object({ requestContext: z.object({ http: z.object({ sourceIp: z.string() }) }) });

/**
 * On AWS the gateway's peer is CloudFront, which writes the viewer's address before its own; on one machine the gateway
 * has found it out already. An IPv6 address counts by its first half: a household has all of the second.
 */
export function addressOf(http: Context): string {
  const given = gateway.safeParse(http.env);
  const peer = given.success ? given.data.requestContext.http.sourceIp : "";
  const behind = environment().LAMBDA_TASK_ROOT
    ? listed(http.req.header("x-forwarded-for")).at(-2)
    : undefined;
  const address = behind && isIP(behind) ? behind : peer;
  return isIPv6(address) ? network(address) : address;
}

const listed = (header = ""): string[] => header.split(",").map((one) => one.trim());

/** `2001:db8::1` → `2001:db8:0:0`; an IPv4 address written as one of IPv6 stays what it is. */
function network(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail] = address.split("::");
  const [before, after] = [head, tail ?? ""].map((part) => part.split(":").filter(Boolean));
  const gap = tail === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0);
  return [...(before ?? []), ...Array(gap).fill("0"), ...(after ?? [])].slice(0, 4).join(":");
}

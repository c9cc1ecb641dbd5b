/** This machine's address in the office network, as browsers of other machines reach it. */
import { networkInterfaces } from "node:os";

/** The first IPv4 address that is not this machine's own loopback; loopback when there is no network. */
export function lanAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";
}

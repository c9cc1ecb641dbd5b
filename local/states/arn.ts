/** Names of state machines and executions, in the partition that the region belongs to. */
import { Fault } from "./errors.ts";

export interface ArnScope {
  region: string;
  accountId: string;
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export function machineArn({ region, accountId }: ArnScope, name: string): string {
  return `arn:${partitionOf(region)}:states:${region}:${accountId}:stateMachine:${name}`;
}

export function executionArn(machine: string, name: string): string {
  return `${machine.replace(":stateMachine:", ":execution:")}:${name}`;
}

/** Passes an ARN of the wanted kind on; anything else is InvalidArn. */
export function checkArn(arn: string, kind: "stateMachine" | "execution"): string {
  const parts = arn.split(":");
  if (parts[0] !== "arn" || parts[2] !== "states" || parts.length < 7) {
    throw new Fault("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  }
  if (parts[5] !== kind) {
    throw new Fault("InvalidArn", `Invalid Arn: 'Resource type not valid in this context: ${parts[5]}'`);
  }
  return arn;
}

const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Names are 1 to 80 characters without blanks, brackets, wildcards and the like. */
export function checkName(name: string): string {
  if (name.length === 0 || name.length > 80 || FORBIDDEN.test(name)) {
    throw new Fault("InvalidName", `Invalid Name: '${name}'`);
  }
  return name;
}

/** What keeps SST at home where there is no AWS account: no telemetry, no downloads, no question to a metadata address. */
export const offline = {
  SST_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  SST_SKIP_DEPENDENCY_CHECK: "1",
  AWS_EC2_METADATA_DISABLED: "true",
} as const;

/** What the functions find in their environment: the same names as on AWS, which the SDK and SST's `Resource` read. */
import { buckets, machines } from "../functions/manifest/resources.ts";
import type { Keys } from "./folder/credentials.ts";
import { bucketName, machineArn, REGION, TABLE } from "./names.ts";

export interface Endpoints {
  readonly s3: string;
  readonly dynamodb: string;
  readonly states: string;
}

/** @param url where people reach the site */
export function functionEnvironment(
  credentials: Keys,
  { s3, dynamodb, states }: Endpoints,
  url: string,
): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_S3: s3,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SFN: states,
    QIYOU_UPLOAD_ORIGIN: url,
    SST_RESOURCE_App: JSON.stringify({ name: "qiyou", stage: "local" }),
    SST_RESOURCES_JSON: JSON.stringify(resources(url, credentials)),
  };
}

/** What `Resource` of SST answers: the same keys as the deployment links. */
function resources(url: string, { signInKey, channels = {} }: Keys): Record<string, Record<string, string>> {
  return {
    ChannelSecrets: { type: "sst.sst.Secret", value: JSON.stringify(channels) },
    Table: { type: "sst.aws.Dynamo", name: TABLE },
    Site: { type: "sst.sst.Linkable", url },
    SignInKey: { type: "sst.sst.Secret", value: signInKey },
    SignOnSecret: { type: "sst.sst.Secret", value: process.env.QIYOU_OIDC_SECRET ?? "" },
    ...Object.fromEntries(
      buckets.map(({ resource }) => [resource, { type: "sst.aws.Bucket", name: bucketName(resource) }]),
    ),
    ...Object.fromEntries(
      machines.map(({ resource, name }) => [resource, { type: "sst.sst.Linkable", arn: machineArn(name) }]),
    ),
  };
}

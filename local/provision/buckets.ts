/** Buckets as this version has them: what an older one set and this one does not want is taken back, objects never. */
import {
  type BucketVersioningStatus,
  CreateBucketCommand,
  DeleteBucketCorsCommand,
  GetBucketVersioningCommand,
  PutBucketCorsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { buckets } from "../../functions/manifest/resources.ts";
import { bucketName, queueArn } from "../names.ts";

export interface BucketNeeds {
  readonly resource: string;
  readonly versioned: boolean;
  /** The function that hears of new objects; such a bucket also takes uploads from browsers. */
  readonly notifies: string | undefined;
}

/** @param origin of the pages that may upload */
export async function provisionBuckets(
  s3: S3Client,
  origin: string,
  wanted: readonly BucketNeeds[] = buckets,
): Promise<void> {
  for (const needs of wanted) {
    const Bucket = bucketName(needs.resource);
    await s3.send(new CreateBucketCommand({ Bucket })).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === "BucketAlreadyOwnedByYou")) throw error;
    });
    await setVersioning(s3, Bucket, needs.versioned);
    await setUploads(s3, Bucket, needs.notifies === undefined ? undefined : origin);
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations:
            needs.notifies === undefined
              ? []
              : [{ QueueArn: queueArn(needs.resource), Events: ["s3:ObjectCreated:*"] }],
        },
        // The queue is our own: no test message at each start.
        SkipDestinationValidation: true,
      }),
    );
  }
}

/** A bucket that was ever versioned can only be suspended. */
async function setVersioning(s3: S3Client, Bucket: string, versioned: boolean): Promise<void> {
  const put = (Status: BucketVersioningStatus) =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
  if (versioned && Status !== "Enabled") await put("Enabled");
  if (!versioned && Status === "Enabled") await put("Suspended");
}

async function setUploads(s3: S3Client, Bucket: string, origin: string | undefined): Promise<void> {
  if (origin === undefined) {
    await s3.send(new DeleteBucketCorsCommand({ Bucket }));
    return;
  }
  const rule = { AllowedMethods: ["POST"], AllowedOrigins: [origin], AllowedHeaders: ["*"] };
  const CORSRules = [{ ...rule, ExposeHeaders: ["ETag"] }];
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
}

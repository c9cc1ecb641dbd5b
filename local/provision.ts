/** Makes what the functions stand on, if it is not there yet: the same resources the AWS deployment declares. */
import {
  CreateBucketCommand,
  PutBucketCorsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { buckets, tableKeys } from "../functions/manifest/resources.ts";
import type { DynamoDBService } from "./dynamodb/service.ts";
import { bucketName, machineArn, queueArn, ROLE, TABLE } from "./names.ts";
import type { StatesService } from "./states/service.ts";

/** Whether an error says that the thing is there already. */
function exists(error: unknown, ...names: string[]): boolean {
  const text = error instanceof Error ? `${error.name} ${error.message}` : JSON.stringify(error);
  return names.some((name) => text.includes(name));
}

export async function provisionTable(dynamodb: DynamoDBService, name: string = TABLE): Promise<void> {
  const { primary, indexes, expiry } = tableKeys;
  const schema = ({ hash, range }: { hash: string; range: string }) => [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ];
  const { TableNames } = await dynamodb.call("ListTables", {});
  if (Array.isArray(TableNames) && TableNames.includes(name)) return;
  await dynamodb.call("CreateTable", {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [primary, ...indexes].flatMap(({ hash, range }) =>
      [hash, range].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    ),
    KeySchema: schema(primary),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: schema(index),
      Projection: { ProjectionType: "ALL" },
    })),
  });
  await dynamodb.call("UpdateTimeToLive", {
    TableName: name,
    TimeToLiveSpecification: { AttributeName: expiry, Enabled: true },
  });
}

export async function provisionBuckets(origin: string): Promise<void> {
  const s3 = new S3Client({});
  for (const { resource, versioned, notifies } of buckets) {
    const Bucket = bucketName(resource);
    await s3.send(new CreateBucketCommand({ Bucket })).catch((error: unknown) => {
      if (!exists(error, "BucketAlreadyOwnedByYou", "BucketAlreadyExists")) throw error;
    });
    if (versioned)
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
      );
    if (!notifies) continue;
    await s3.send(
      new PutBucketCorsCommand({
        Bucket,
        CORSConfiguration: {
          CORSRules: [
            {
              AllowedMethods: ["POST"],
              AllowedOrigins: [origin],
              AllowedHeaders: ["*"],
              ExposeHeaders: ["ETag"],
            },
          ],
        },
      }),
    );
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: [{ QueueArn: queueArn(resource), Events: ["s3:ObjectCreated:*"] }],
        },
      }),
    );
  }
  s3.destroy();
}

/** Running executions keep the definition they began with. */
export async function provisionMachine(
  states: StatesService,
  name: string,
  definition: string,
): Promise<void> {
  try {
    await states.call("CreateStateMachine", { name, definition, roleArn: ROLE });
  } catch (error) {
    if (!exists(error, "StateMachineAlreadyExists")) throw error;
    await states.call("UpdateStateMachine", { stateMachineArn: machineArn(name), definition, roleArn: ROLE });
  }
}

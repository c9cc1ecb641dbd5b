/** The one DynamoDB table: client, keys and how an ElectroDB entity is bound to it. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Resource } from "sst/resource";
import { tableKeys } from "../../manifest/resources.ts";
import { onePerEndpoint, quiet } from "../client.ts";

const documentClient = onePerEndpoint("AWS_ENDPOINT_URL_DYNAMODB", () =>
  quiet(
    DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
      marshallOptions: { removeUndefinedValues: true },
    }),
  ),
);

export function table(): { client: DynamoDBDocumentClient; table: string } {
  return { client: documentClient(), table: Resource.Table.name };
}

const { primary: main, indexes } = tableKeys;
/** Field names as ElectroDB wants them. */
export const primary = { pk: main.hash, sk: main.range } as const;
export const first = { index: indexes[0].name, pk: indexes[0].hash, sk: indexes[0].range } as const;
export const second = { index: indexes[1].name, pk: indexes[1].hash, sk: indexes[1].range } as const;

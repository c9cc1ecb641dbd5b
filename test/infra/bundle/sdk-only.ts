/** What starting a function is measured by: the SDK's clients that the functions use, and nothing else. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

export const handler = () => [
  DynamoDBDocumentClient.from(new DynamoDBClient({})),
  new S3Client({}),
  new SFNClient({}),
  [GetObjectCommand, PutObjectCommand, SendTaskSuccessCommand, StartExecutionCommand],
  [createPresignedPost, getSignedUrl],
];

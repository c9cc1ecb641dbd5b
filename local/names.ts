/** Names and ARNs of the one-machine cloud. */

export const REGION = "us-east-1";
export const ACCOUNT = "000000000000";
export const TABLE = "qiyou";

export const bucketName = (resource: string): string => `qiyou-${resource.toLowerCase()}`;
export const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
export const machineArn = (name: string): string =>
  `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;
export const queueArn = (bucket: string): string =>
  `arn:aws:sqs:${REGION}:${ACCOUNT}:qiyou-${bucket.toLowerCase()}-events`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/qiyou`;

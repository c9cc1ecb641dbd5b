/** The errors of the DynamoDB API, worded and typed as AWS sends them. */

const SERVICE = "com.amazonaws.dynamodb.v20120810#";
const VALIDATE = "com.amazon.coral.validate#";
const FRAME = "com.amazon.coral.service#";

export interface ErrorBody {
  __type: string;
  message?: string;
  [extra: string]: unknown;
}

/** A refusal the caller sees; anything else that is thrown becomes an InternalServerError. */
export class DynamoError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(body: ErrorBody, status = 400) {
    super(body.message ?? body.__type);
    this.name = body.__type.slice(body.__type.indexOf("#") + 1);
    this.status = status;
    this.body = body;
  }
}

export const validation = (message: string) =>
  new DynamoError({ __type: `${VALIDATE}ValidationException`, message });

export const tooDeep = () =>
  validation("Nesting Levels have exceeded supported limits: Attributes have nested beyond supported limit");

export const refusal = (type: string, message: string, extra: Record<string, unknown> = {}) =>
  new DynamoError({ __type: SERVICE + type, message, ...extra });

/** Errors of the protocol itself, raised before any operation is looked at. */
export const frameError = (type: string, message?: string, status?: number) =>
  new DynamoError({ __type: FRAME + type, ...(message && { message }) }, status);

export const tableNotFound = (name?: string) =>
  refusal(
    "ResourceNotFoundException",
    `Requested resource not found${name === undefined ? "" : `: Table: ${name} not found`}`,
  );

export const unavailable = () =>
  new DynamoError({ __type: `${FRAME}ServiceUnavailableException`, message: "The service is closed" }, 503);

export const internalError = () =>
  new DynamoError({ __type: `${SERVICE}InternalServerError`, message: "Internal server error" }, 500);

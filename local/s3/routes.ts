/** Which request is which operation: level, method and subresource, as a table. What is not in it is not offered. */
import * as bucket from "./bucket-operations.ts";
import { S3Error } from "./errors.ts";
import * as listing from "./listing-operations.ts";
import * as object from "./object-operations.ts";
import type { Operation } from "./operation.ts";
import type { S3Request } from "./request.ts";

type Level = "service" | "bucket" | "object";

interface Route {
  readonly level: Level;
  readonly method: string;
  /** "" for the plain request. */
  readonly subresource: string;
  readonly operation: Operation;
}

/** What the product sends, what sets a bucket up, and what an operator's tools or a backup need (decision 0024). */
const ROUTES: readonly Route[] = [
  { level: "service", method: "GET", subresource: "", operation: bucket.listBuckets },

  { level: "bucket", method: "PUT", subresource: "", operation: bucket.createBucket },
  { level: "bucket", method: "HEAD", subresource: "", operation: bucket.headBucket },
  { level: "bucket", method: "GET", subresource: "list-type", operation: listing.listObjectsV2 },
  { level: "bucket", method: "GET", subresource: "versions", operation: listing.listObjectVersions },
  { level: "bucket", method: "GET", subresource: "versioning", operation: bucket.getBucketVersioning },
  { level: "bucket", method: "PUT", subresource: "versioning", operation: bucket.putBucketVersioning },
  { level: "bucket", method: "PUT", subresource: "cors", operation: bucket.putBucketCors },
  { level: "bucket", method: "DELETE", subresource: "cors", operation: bucket.deleteBucketCors },
  { level: "bucket", method: "PUT", subresource: "notification", operation: bucket.putBucketNotification },

  { level: "object", method: "PUT", subresource: "", operation: object.putObject },
  { level: "object", method: "GET", subresource: "", operation: object.getObject },
  { level: "object", method: "HEAD", subresource: "", operation: object.headObject },
  { level: "object", method: "DELETE", subresource: "", operation: object.deleteObject },
];

/** Plain requests that are operations on S3 and not here: ListObjects, DeleteBucket. */
const NOT_OFFERED = new Set(["bucket GET", "bucket DELETE"]);

/** Every subresource S3 knows, in the order in which one wins over another. A plain operation must never answer for one. */
const SUBRESOURCES = [
  "uploadId",
  "uploads",
  "list-type",
  "versions",
  "delete",
  "location",
  "versioning",
  "cors",
  "notification",
  "tagging",
  "acl",
  "abac",
  "accelerate",
  "analytics",
  "append",
  "attributes",
  "encryption",
  "intelligent-tiering",
  "inventory",
  "legal-hold",
  "lifecycle",
  "logging",
  "metadataConfiguration",
  "metadataInventoryTable",
  "metadataJournalTable",
  "metadataTable",
  "metrics",
  "object-lock",
  "ownershipControls",
  "partNumber",
  "policy",
  "policyStatus",
  "publicAccessBlock",
  "renameObject",
  "replication",
  "requestPayment",
  "restore",
  "retention",
  "select",
  "session",
  "torrent",
  "website",
];

/** Finds the operation, or refuses: 501 for what S3 knows and this store does not offer, 405 otherwise. */
export function findOperation(request: S3Request): Operation {
  const level: Level = request.bucket === "" ? "service" : request.key === "" ? "bucket" : "object";
  const subresource = SUBRESOURCES.find((name) => request.param(name) !== undefined) ?? "";
  const route = ROUTES.find(
    (candidate) =>
      candidate.level === level &&
      candidate.method === request.method &&
      candidate.subresource === subresource,
  );
  if (route) return route.operation;
  if (subresource !== "" || NOT_OFFERED.has(`${level} ${request.method}`)) {
    throw new S3Error(
      "NotImplemented",
      "A parameter you provided implies functionality that is not implemented",
      { details: subresource === "" ? {} : { Parameter: subresource } },
    );
  }
  throw new S3Error("MethodNotAllowed", undefined, {
    details: { Method: request.method, ResourceType: level.toUpperCase() },
  });
}

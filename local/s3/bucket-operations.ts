/** Operations on buckets and their settings. */
import { receiveDocument } from "./body.ts";
import { parseCors } from "./cors.ts";
import { refuseUnsupported } from "./description.ts";
import { notImplemented, S3Error } from "./errors.ts";
import { parseNotification } from "./notification-rule.ts";
import { ACCOUNT, isoTime, type Operation, readDocument } from "./operation.ts";
import type { S3Response } from "./response.ts";
import { parseXml, textOf } from "./xml.ts";

const OK: S3Response = { status: 200 };
const NO_CONTENT: S3Response = { status: 204 };
/** The region whose buckets have no location constraint. */
const FIRST_REGION = "us-east-1";

export const listBuckets: Operation = ({ store }) => ({
  status: 200,
  xml: [
    "ListAllMyBucketsResult",
    [
      ["Owner", [["ID", ACCOUNT]]],
      [
        "Buckets",
        store.buckets.list().map((bucket) => [
          "Bucket",
          [
            ["Name", bucket.name],
            ["CreationDate", isoTime(bucket.createdAt)],
          ],
        ]),
      ],
    ],
  ],
});

export const createBucket: Operation = async ({ request, store, authentication }) => {
  refuseUnsupported(request.header);
  const body = await receiveDocument(request, authentication);
  const wanted =
    body.length === 0 ? undefined : textOf(parseXml(body, "CreateBucketConfiguration"), "LocationConstraint");
  if ((wanted || FIRST_REGION) !== store.keyring.region) {
    throw new S3Error(
      "IllegalLocationConstraintException",
      `The ${wanted ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  store.buckets.create(request.bucket, store.clock.now());
  return { status: 200, headers: { location: `/${request.bucket}` } };
};

export const headBucket: Operation = ({ request, store }) => {
  store.buckets.get(request.bucket);
  return { status: 200, headers: { "x-amz-bucket-region": store.keyring.region } };
};

export const getBucketVersioning: Operation = ({ request, store }) => {
  const { versioning } = store.buckets.get(request.bucket);
  return { status: 200, xml: ["VersioningConfiguration", versioning ? [["Status", versioning]] : []] };
};

export const putBucketVersioning: Operation = async (call) => {
  const { request, store } = call;
  store.buckets.get(request.bucket);
  const document = await readDocument(call, "VersioningConfiguration");
  if ((textOf(document, "MfaDelete") ?? "Disabled") !== "Disabled") throw notImplemented("MfaDelete");
  const status = textOf(document, "Status");
  if (status !== "Enabled" && status !== "Suspended") throw new S3Error("MalformedXML");
  store.buckets.setVersioning(request.bucket, status);
  return OK;
};

export const putBucketCors: Operation = async (call) => {
  const { request, store } = call;
  store.buckets.get(request.bucket);
  store.buckets.setCors(request.bucket, parseCors(await readDocument(call, "CORSConfiguration")));
  return OK;
};

export const deleteBucketCors: Operation = ({ request, store }) => {
  store.buckets.setCors(request.bucket, undefined);
  return NO_CONTENT;
};

/** Queues are sent S3's test message, unless the caller asks to skip the validation of destinations. */
export const putBucketNotification: Operation = async (call) => {
  const { request, store } = call;
  store.buckets.get(request.bucket);
  const rules = parseNotification(await readDocument(call, "NotificationConfiguration"));
  const queues = new Set(rules.map((rule) => rule.target));
  store.database.transaction(() => {
    store.buckets.setNotification(request.bucket, rules);
    if (request.header("x-amz-skip-destination-validation") === "true") return;
    for (const queue of queues) store.events.test(store.buckets.get(request.bucket), queue);
  });
  return OK;
};

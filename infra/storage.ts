/** The buckets: inbox (every byte as received), texts (what was read and found), notices. */
import { type BucketResource, buckets } from "../functions/manifest/resources.ts";

type Rule =
  NonNullable<aws.s3.BucketLifecycleConfigurationArgs["rules"]> extends $util.Input<$util.Input<infer One>[]>
    ? One
    : never;

/** What was begun and never finished is not paid for. */
const abandoned: Rule = {
  id: "abandoned-uploads",
  status: "Enabled",
  filter: { prefix: "" },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
};

/** Read for a quarter, kept for years: cheaper from then on. */
const rarelyRead: Rule = {
  id: "rarely-read",
  status: "Enabled",
  filter: { objectSizeGreaterThan: 128 * 1024 },
  transitions: [{ days: 120, storageClass: "STANDARD_IA" }],
};

/** Figures on their way into a draft; a notice waits for its leader a year at most and gathers anew after that. */
const figures: Rule = {
  id: "gathered-figures",
  status: "Enabled",
  filter: { prefix: "gathered/" },
  expiration: { days: 400 },
  noncurrentVersionExpiration: { noncurrentDays: 30 },
};

const lifecycles: Readonly<Record<BucketResource, Rule[]>> = {
  Inbox: [abandoned, rarelyRead],
  Texts: [abandoned, rarelyRead],
  Notices: [abandoned, figures],
};

/** A private bucket: encrypted, HTTPS only, closed to the public, silent to other origins. */
export function privateBucket(name: string, args: sst.aws.BucketArgs, rules: Rule[] = [abandoned]) {
  const bucket = new sst.aws.Bucket(name, args);
  new aws.s3.BucketServerSideEncryptionConfiguration(`${name}Encryption`, {
    bucket: bucket.name,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false }],
  });
  new aws.s3.BucketLifecycleConfiguration(`${name}Lifecycle`, { bucket: bucket.name, rules });
  return bucket;
}

function store(resource: BucketResource) {
  const versioned = buckets.some((bucket) => bucket.resource === resource && bucket.versioned);
  return privateBucket(resource, { versioning: versioned }, lifecycles[resource]);
}

export const storage: Readonly<Record<BucketResource, sst.aws.Bucket>> = {
  Inbox: store("Inbox"),
  Texts: store("Texts"),
  Notices: store("Notices"),
};

/** Where browsers send files and fetch originals. */
export const storeOrigin = $interpolate`https://${storage.Inbox.nodes.bucket.bucketRegionalDomainName}`;

/** The browser's upload: a form whose signed policy is its only permission. */

import { contentMd5 } from "./body.ts";
import { checksumHeaders, expectedChecksum } from "./checksum.ts";
import { writeCondition } from "./condition.ts";
import { readDescription, refuseUnsupported } from "./description.ts";
import { encodePath } from "./encoding.ts";
import { S3Error } from "./errors.ts";
import { versionHeader } from "./operation.ts";
import { readUploadForm, type UploadForm } from "./post-form.ts";
import { checkPolicy, type FormFields } from "./post-policy.ts";
import { checkKey, type S3Request } from "./request.ts";
import { locationOf, type S3Response } from "./response.ts";
import type { Store } from "./store.ts";
import type { Version } from "./versions.ts";

export async function postObject(request: S3Request, store: Store): Promise<S3Response> {
  const form = await readUploadForm(request.message);
  try {
    const version = await storeForm(request, store, form);
    return answer(request, store, form.fields, version);
  } finally {
    form.drain();
  }
}

async function storeForm(request: S3Request, store: Store, { fields, file }: UploadForm): Promise<Version> {
  store.buckets.get(request.bucket);
  const key = fields.get("key");
  if (key === undefined) {
    throw new S3Error(
      "InvalidArgument",
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      {
        details: { ArgumentName: "key", ArgumentValue: "" },
      },
    );
  }
  if (key === "") throw new S3Error("InvalidArgument", "User key must have a length greater than 0.");
  checkKey(key);
  const { min, max } = checkPolicy(fields, request.bucket, store.keyring, store.clock.now());
  const field = (name: string) => fields.get(name);
  refuseUnsupported(field);
  // Form fields are UTF-8 already.
  const description = readDescription(field, [...fields], (text) => text);
  if (!store.hasRoom()) throw new S3Error("ServiceUnavailable");
  const content = await store.blobs.write({
    source: file,
    min,
    max,
    md5: contentMd5(field("content-md5")),
    checksum: expectedChecksum(field),
  });
  return store.objects.put({
    bucket: request.bucket,
    key,
    content,
    description,
    condition: writeCondition(request.header),
    event: "ObjectCreated:Post",
  });
}

function answer(request: S3Request, store: Store, fields: FormFields, version: Version): S3Response {
  const location = locationOf(request, `/${version.bucket}/${encodePath(version.key)}`);
  const etag = `"${version.etag}"`;
  const headers = {
    etag,
    location,
    ...checksumHeaders(version.checksum),
    ...versionHeader(store, version.bucket, version.versionId),
  };
  const redirect = redirectTarget(fields.get("success_action_redirect") ?? fields.get("redirect"));
  if (redirect) {
    redirect.searchParams.set("bucket", version.bucket);
    redirect.searchParams.set("key", version.key);
    redirect.searchParams.set("etag", etag);
    return { status: 303, headers: { ...headers, location: redirect.href } };
  }
  const status = fields.get("success_action_status");
  if (status === "201") {
    const document = [
      ["Location", location],
      ["Bucket", version.bucket],
      ["Key", version.key],
      ["ETag", etag],
    ] as const;
    return { status: 201, headers, xml: ["PostResponse", document] };
  }
  return { status: status === "200" ? 200 : 204, headers };
}

/** A target that is no web address is ignored, as on S3. */
function redirectTarget(text: string | undefined): URL | undefined {
  const url = text === undefined ? null : URL.parse(text);
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

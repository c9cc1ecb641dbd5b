/** What the buckets' adapter uses of the SDK, and no more, in a file that can be loaded when needed. */
export {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
export { createPresignedPost } from "@aws-sdk/s3-presigned-post";
export { getSignedUrl } from "@aws-sdk/s3-request-presigner";

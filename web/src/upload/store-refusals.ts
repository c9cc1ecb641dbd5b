/** What the store answers when it refuses an upload (S3's XML), as sentences that say what to do. */
import { chineseSize } from "./size.ts";

const SENTENCES: Record<string, (maxBytes: number) => string> = {
  EntityTooLarge: (max) => `文件超过上限 ${chineseSize(max)}，请压缩图片或拆分后重新上传`,
  EntityTooSmall: () => "文件是空的，请检查后重新选择",
  AccessDenied: () => "上传凭证不再有效，请再点一次发送；仍不行请向审核部门索取新链接",
  ExpiredToken: () => "上传凭证已过期，请再点一次发送",
  SignatureDoesNotMatch: () => "上传凭证无法核对，请刷新页面后重试",
  InvalidPolicyDocument: () => "上传凭证无法核对，请刷新页面后重试",
  MalformedPOSTRequest: () => "上传的内容在途中被改动，请换一个网络后重试",
  RequestTimeTooSkewed: () => "本机时间不准，请校准时间后重试",
  RequestTimeout: () => "网络太慢，上传超时，请换一个网络后重试",
  SlowDown: () => "此刻上传的人较多，请稍候再点一次发送",
  ServiceUnavailable: () => "存储服务暂时不可用，请稍后再点一次发送",
  InternalError: () => "存储服务出错，文件没有收下，请稍后再点一次发送",
};

/** The refusal's stable code and sentence. `status` 0 means that the connection broke. */
export function storeRefusal(
  status: number,
  xml: string,
  maxBytes: number,
): { code: string; sentence: string } {
  if (status === 0) return { code: "offline", sentence: "连接中断，文件没有送达，请检查网络后再点一次发送" };
  const code = /<Code>([A-Za-z]+)<\/Code>/.exec(xml)?.[1];
  if (status === 413) return { code: "EntityTooLarge", sentence: sentenceOf("EntityTooLarge", maxBytes) };
  if (!code) return { code: `http_${status}`, sentence: "文件没有收下，请稍后再点一次发送" };
  return { code, sentence: sentenceOf(code, maxBytes) };
}

function sentenceOf(code: string, maxBytes: number): string {
  return SENTENCES[code]?.(maxBytes) ?? `文件没有收下（${code}），请稍后再点一次发送`;
}

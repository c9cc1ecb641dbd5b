/**
 * Where a stage is deployed to, read from what the deployer wrote. A stage, region or domain that cannot work is refused
 * here, before anything is created, in a sentence that says what to write instead. Plain functions: nothing of SST.
 */
import { accept, type Result, refuse } from "../core/outcome.ts";

export interface DeployTarget {
  readonly stage: string;
  /** The one stage whose records are kept whatever happens. */
  readonly production: boolean;
  readonly region: string;
  readonly partition: "aws" | "aws-cn";
  /** A domain of the office's own; without one the site has CloudFront's. */
  readonly domain?: { readonly name: string; readonly certificate?: string };
  /** Who is written to when an alarm rings. */
  readonly alarmMail?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where nothing is said. */
const DEFAULT_REGION = "ap-southeast-1";

/** The regions that offer everything used here (Lambda, Step Functions, EventBridge Scheduler, HTTP APIs). */
export const regions = {
  aws: [
    ...["af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1"],
    ...[
      "ap-south-2",
      "ap-southeast-1",
      "ap-southeast-2",
      "ap-southeast-3",
      "ap-southeast-4",
      "ap-southeast-5",
    ],
    ...[
      "ca-central-1",
      "ca-west-1",
      "eu-central-1",
      "eu-central-2",
      "eu-north-1",
      "eu-south-1",
      "eu-south-2",
    ],
    ...["eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "sa-east-1"],
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
} as const;

/** Stage names people write when they mean `production`; under another name its records would not be kept. */
const MEANT_PRODUCTION = /^(prod|prd|product|live|release|production.+|zheng-?shi|正式.*|生产.*)$/iu;
/** Physical names are made of it: lower case, and short enough for the longest of them. */
const STAGE = /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** A certificate's name may not be longer. */
const MAX_DOMAIN = 64;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** CloudFront takes certificates of ACM from this one region. */
const ACM_CERTIFICATE = /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;
/** In China from IAM, by id. */
const IAM_CERTIFICATE = /^A[A-Z0-9]{15,127}$/;

/**
 * @param stage as given to `--stage`
 * @param environment AWS_REGION (or AWS_DEFAULT_REGION), QIYOU_DOMAIN, QIYOU_CERTIFICATE, QIYOU_ALARM_MAIL
 */
export function placeFrom(stage: string | undefined, environment: Environment): Result<DeployTarget> {
  const named = checkedStage(stage);
  if (!named.ok) return named;
  const region = checkedRegion(environment.AWS_REGION || environment.AWS_DEFAULT_REGION || DEFAULT_REGION);
  if (!region.ok) return region;
  const domain = checkedDomain(
    environment.QIYOU_DOMAIN,
    environment.QIYOU_CERTIFICATE,
    region.value.partition,
  );
  if (!domain.ok) return domain;
  const mail = environment.QIYOU_ALARM_MAIL;
  if (mail && !MAIL.test(mail))
    return refuse(
      "input",
      "mail",
      `告警邮箱“${mail}”写法不对。请写成 QIYOU_ALARM_MAIL=name@example.gov.cn。 / "${mail}" is no mail address; write QIYOU_ALARM_MAIL=name@example.gov.cn.`,
    );
  return accept({
    stage: named.value,
    production: named.value === "production",
    ...region.value,
    ...(domain.value && { domain: domain.value }),
    ...(mail && { alarmMail: mail }),
  });
}

function checkedStage(stage = ""): Result<string> {
  if (MEANT_PRODUCTION.test(stage) && stage !== "production")
    return refuse(
      "input",
      "stage",
      `环境名“${stage}”不会按正式环境保护数据。正式环境请写 --stage production，试用请换一个名字，如 --stage trial。 / Records of "${stage}" would not be protected; write --stage production, or another name such as --stage trial.`,
    );
  if (stage === "local")
    return refuse(
      "input",
      "stage",
      "环境名 local 留给单机运行（npm start）。请换一个名字，如 --stage trial。 / The stage local is the one machine's own (npm start); write another name such as --stage trial.",
    );
  if (!STAGE.test(stage) || stage.includes("--"))
    return refuse(
      "input",
      "stage",
      `环境名“${stage}”不能用。请用 2 到 20 个小写字母、数字或连字符，以字母开头，如 --stage production 或 --stage trial。 / "${stage}" cannot be a stage; write 2 to 20 lower-case letters, digits or hyphens, a letter first, such as --stage production or --stage trial.`,
    );
  return accept(stage);
}

function checkedRegion(region: string): Result<Pick<DeployTarget, "region" | "partition">> {
  if (regions.aws.some((known) => known === region)) return accept({ region, partition: "aws" });
  if (regions["aws-cn"].some((known) => known === region)) return accept({ region, partition: "aws-cn" });
  return refuse(
    "input",
    "region",
    `区域“${region}”不能部署。请写 AWS_REGION=cn-north-1（北京）、cn-northwest-1（宁夏）、ap-east-1（香港）、ap-southeast-1（新加坡）或其他 AWS 区域代码。 / Nothing can be deployed to "${region}"; write a region's code, such as AWS_REGION=cn-north-1, ap-east-1 or ap-southeast-1.`,
  );
}

function checkedDomain(
  written: string | undefined,
  certificate: string | undefined,
  partition: DeployTarget["partition"],
): Result<DeployTarget["domain"]> {
  if (!written) {
    if (partition === "aws-cn")
      return refuse(
        "input",
        "domain",
        "中国区域必须使用已备案的域名和上传到 IAM 的证书。请写 QIYOU_DOMAIN=study.example.gov.cn 和 QIYOU_CERTIFICATE=证书编号。 / Regions in China need a domain with ICP registration and a certificate in IAM; write QIYOU_DOMAIN=study.example.gov.cn and QIYOU_CERTIFICATE=its id.",
      );
    return accept(undefined);
  }
  const name = plainName(written);
  if (name !== written)
    return refuse(
      "input",
      "domain",
      name === undefined
        ? `域名“${written}”不能用。请写成 QIYOU_DOMAIN=study.example.gov.cn：不带 https://、路径和端口，不用 IP 地址。 / "${written}" cannot be a domain; write QIYOU_DOMAIN=study.example.gov.cn, without https://, path or port.`
        : `域名“${written}”请写成 QIYOU_DOMAIN=${name}。 / Instead of "${written}" write QIYOU_DOMAIN=${name}.`,
    );
  return withCertificate(name, certificate, partition);
}

function withCertificate(
  name: string,
  certificate: string | undefined,
  partition: DeployTarget["partition"],
): Result<DeployTarget["domain"]> {
  if (partition === "aws-cn" && !IAM_CERTIFICATE.test(certificate ?? ""))
    return refuse(
      "input",
      "certificate",
      "中国区域的 CloudFront 只用上传到 IAM 的证书。请写 QIYOU_CERTIFICATE=ASCA 开头的证书编号（aws iam list-server-certificates 可查）。 / In China CloudFront takes certificates from IAM only; write QIYOU_CERTIFICATE=the id that aws iam list-server-certificates shows.",
    );
  if (partition === "aws" && certificate && !ACM_CERTIFICATE.test(certificate))
    return refuse(
      "input",
      "certificate",
      `证书“${certificate}”不能用。请写 us-east-1 区域 ACM 证书的 ARN；域名在 Route 53 时可以不写。 / "${certificate}" cannot be used; write the ARN of a certificate of ACM in us-east-1, or nothing when Route 53 serves the domain.`,
    );
  return accept({ name, ...(certificate && { certificate }) });
}

/** The host a person meant: `https://Study.Example.cn/` → `study.example.cn`; undefined when there is none to be made out. */
function plainName(written: string): string | undefined {
  const address = written.includes("://") ? written : `https://${written}`;
  if (!URL.canParse(address)) return undefined;
  const name = new URL(address).hostname.replace(/\.$/, "");
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  const usable =
    labels.length > 1 &&
    name.length <= MAX_DOMAIN &&
    labels.every((label) => LABEL.test(label)) &&
    /[a-z]/.test(last) &&
    !/\.(amazonaws\.com(\.cn)?|cloudfront\.(net|cn)|local|localhost|internal)$/.test(`.${name}`);
  return usable ? name : undefined;
}

/** What AWS would answer to a deployment. Values that no component looks at are left as they were given. */

export interface World {
  readonly region: string;
  readonly partition: "aws" | "aws-cn";
  readonly account: string;
}

type Inputs = Readonly<Record<string, unknown>>;
interface Made {
  readonly id: string;
  readonly state: Inputs;
}

const suffixOf = ({ partition }: World) => (partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com");

const arnOf = ({ partition, region, account }: World, service: string, rest: string) =>
  `arn:${partition}:${service}:${region}:${account}:${rest}`;

const text = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);

/** How a resource of a type answers once it has been made; `own` is its physical name. */
const makers: Readonly<Record<string, (world: World, own: string, inputs: Inputs) => Made>> = {
  "aws:s3/bucket:Bucket": (world, own) => ({
    id: own,
    state: {
      arn: `arn:${world.partition}:s3:::${own}`,
      bucket: own,
      bucketDomainName: `${own}.s3.${suffixOf(world)}`,
      bucketRegionalDomainName: `${own}.s3.${world.region}.${suffixOf(world)}`,
    },
  }),
  "aws:sqs/queue:Queue": (world, own) => {
    const url = `https://sqs.${world.region}.${suffixOf(world)}/${world.account}/${own}`;
    return { id: url, state: { url, arn: arnOf(world, "sqs", own) } };
  },
  "aws:sns/topic:Topic": (world, own) => ({
    id: arnOf(world, "sns", own),
    state: { arn: arnOf(world, "sns", own) },
  }),
  "aws:dynamodb/table:Table": (world, own) => ({
    id: own,
    state: { arn: arnOf(world, "dynamodb", `table/${own}`) },
  }),
  "aws:lambda/function:Function": (world, own) => ({
    id: own,
    state: { arn: arnOf(world, "lambda", `function:${own}`), lastModified: "0" },
  }),
  "aws:sfn/stateMachine:StateMachine": (world, own) => ({
    id: arnOf(world, "states", `stateMachine:${own}`),
    state: { arn: arnOf(world, "states", `stateMachine:${own}`) },
  }),
  "aws:iam/role:Role": (world, own) => ({
    id: own,
    state: { arn: `arn:${world.partition}:iam::${world.account}:role/${own}` },
  }),
  "aws:cloudwatch/logGroup:LogGroup": (world, own) => ({
    id: own,
    state: { arn: arnOf(world, "logs", `log-group:${own}`) },
  }),
  "aws:apigatewayv2/api:Api": (world) => ({
    id: "api0000000",
    state: {
      apiEndpoint: `https://api0000000.execute-api.${world.region}.${suffixOf(world)}`,
      executionArn: arnOf(world, "execute-api", "api0000000"),
    },
  }),
  "aws:acm/certificate:Certificate": (world, own, { domainName }) => ({
    id: own,
    state: {
      arn: `arn:${world.partition}:acm:us-east-1:${world.account}:certificate/${own}`,
      domainValidationOptions: [
        {
          domainName,
          resourceRecordName: `_proof.${domainName}`,
          resourceRecordType: "CNAME",
          resourceRecordValue: "_proof.acm-validations.aws",
        },
      ],
    },
  }),
  "aws:cloudfront/distribution:Distribution": (world) => ({
    id: "E0000000000000",
    state: {
      arn: `arn:${world.partition}:cloudfront::${world.account}:distribution/E0000000000000`,
      domainName:
        world.partition === "aws-cn" ? "d000000000000.cloudfront.cn" : "d000000000000.cloudfront.net",
      hostedZoneId: "Z2FDTNDATAQYW2",
      etag: "E",
    },
  }),
};

export function created(world: World, type: string, name: string, inputs: Inputs): Made {
  const own = text(inputs.name, text(inputs.bucket, name));
  const make = makers[type];
  if (make) {
    const { id, state } = make(world, own, inputs);
    return { id, state: { ...inputs, name: own, ...state } };
  }
  if (type.startsWith("random:"))
    return { id: name, state: { ...inputs, hex: "00", base64: "MDA=", b64Std: "MDA=", result: name } };
  const service = type.split(/[:/]/)[1] ?? "";
  return { id: own, state: { ...inputs, arn: arnOf(world, service, own) } };
}

export function called(world: World, token: string, inputs: Inputs): Inputs {
  switch (token) {
    case "aws:index/getPartition:getPartition":
      return { partition: world.partition, dnsSuffix: suffixOf(world) };
    case "aws:index/getRegion:getRegion":
      return { region: world.region };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: world.account };
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return { ...inputs, json: policyDocument(inputs.statements) };
    case "aws:route53/getZone:getZone":
      return { ...inputs, zoneId: "Z00000000000000000000" };
    default:
      throw new Error(`the mocked deployment does not know what AWS answers to ${token}`);
  }
}

/** The statements of getPolicyDocument as the document that AWS gets. */
function policyDocument(statements: unknown): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: asList(statements).map((statement) => ({
      Effect: statement.effect ?? "Allow",
      ...(statement.principals !== undefined && { Principal: principals(statement.principals) }),
      Action: statement.actions,
      ...(statement.resources !== undefined && { Resource: statement.resources }),
      ...(asList(statement.conditions).length > 0 && { Condition: conditions(statement.conditions) }),
    })),
  });
}

function principals(given: unknown): unknown {
  const byType: Record<string, unknown> = {};
  for (const { type, identifiers } of asList(given)) {
    if (type === "*") return "*";
    byType[String(type)] = identifiers;
  }
  return byType;
}

function conditions(given: unknown): Record<string, Record<string, unknown>> {
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of asList(given))
    byTest[String(test)] = { ...byTest[String(test)], [String(variable)]: values };
  return byTest;
}

function asList(value: unknown): Inputs[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

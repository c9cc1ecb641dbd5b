/** The stage being deployed, as every other file here asks for it. Refuses what cannot work before anything is declared. */
import { keepRecords, orStop } from "./application.ts";
import { placeFrom } from "./deploy-target.ts";

keepRecords($app);

export const place = orStop(placeFrom($app.stage, process.env));

export const account = aws.getCallerIdentityOutput().accountId;

/** A physical name that is known before the thing exists: `qiyou-production-review`. */
export const named = (what: string): string => `${$app.name}-${$app.stage}-${what}`;

/** An ARN in this region, account and partition. */
export const arn = (service: string, resource: string) =>
  $interpolate`arn:${place.partition}:${service}:${place.region}:${account}:${resource}`;

/** How long logs are kept: for the record in production. As SST words it, and in days. */
export const logs = place.production
  ? ({ retention: "1 year", days: 365 } as const)
  : ({ retention: "2 weeks", days: 14 } as const);

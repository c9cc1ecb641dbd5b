/** `npm run oracle`: how many recorded executions leave the same history here. */
import { awsFile, readAws, readOwn } from "./recording.ts";
import { count, judge, MIN_IDENTICAL, MIN_ORDER, type Verdict } from "./verdict.ts";

function tell(title: string, verdicts: Verdict[]): void {
  const { identical, sameOrder } = count(verdicts);
  console.log(
    `${title}: ${identical} of ${verdicts.length} histories identical, ${sameOrder} in the same event order`,
  );
  for (const { recording, difference } of verdicts)
    if (difference !== undefined) console.log(`- ${recording.name}: ${difference}`);
}

const own = await judge(readOwn());
tell("own recordings", own);
let good = count(own).identical === own.length;

const file = awsFile();
if (file === undefined) {
  console.log(
    "recorded on AWS: not on this machine (set QIYOU_ORACLES to the folder that holds states/aws-recorded.json)",
  );
} else {
  const aws = await judge(readAws(file));
  tell("recorded on AWS", aws);
  const { identical, sameOrder } = count(aws);
  good &&= identical >= MIN_IDENTICAL && sameOrder >= MIN_ORDER;
}
process.exitCode = good ? 0 : 1;

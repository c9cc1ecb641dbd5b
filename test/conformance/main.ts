/** `npm run conformance`: what AWS documents of each operation that the one-machine cloud keeps, and what it refuses. */
import { conformance } from "./run.ts";

let failures = 0;
for (const { service, kept, refused, untold } of await conformance()) {
  const sums = [...kept.values()];
  const passed = sums.reduce((sum, one) => sum + one.passed, 0);
  const cases = sums.reduce((sum, one) => sum + one.passed + one.failed.length, 0);
  console.log(`\n${service}：${kept.size} 个操作，${passed}/${cases} 例通过`);
  for (const [operation, { passed, failed }] of kept) {
    console.log(`  ${operation.padEnd(36)} ${passed}/${passed + failed.length}`);
    for (const one of failed) console.log(`    ✗ ${one}`);
  }
  for (const [by, operations] of Map.groupBy(refused, ([, by]) => by))
    console.log(`  拒绝（${by}）：${operations.map(([operation]) => operation).join("、")}`);
  if (untold.length > 0) console.log(`  没有用例：${untold.join("、")}`);
  failures += cases - passed + untold.length;
}
process.exitCode = failures > 0 ? 1 : 0;

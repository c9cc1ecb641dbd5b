/** One fault from beginning to end: people work, it happens, they go on working, everything comes to rest, it is judged. */
import type { Fault } from "./fault.ts";
import { judge } from "./judgement.ts";
import { type Fixture, Scene } from "./scene.ts";
import type { Line } from "./table.ts";

/** Acknowledged after the fault: the service goes on. */
const AFTERWARDS = 4;

export async function tryFault(fault: Fault, fixture: Fixture, folder: string, seed: number): Promise<Line> {
  const began = performance.now();
  const scene = new Scene(fixture, folder, seed);
  const about = { name: fault.name, seconds: 0, acknowledged: 0, counts: [0, 0, 0, 0, 0] as const };
  const seconds = () => (performance.now() - began) / 1000;
  try {
    await scene.begin();
    const done = await fault.inject(scene);
    console.log(`  injected: ${done}`);
    await scene.work(AFTERWARDS);
    await scene.finish();
    const rounds = await scene.settle();
    const judged = judge(scene.ledger, await scene.held());
    const faults = [judged.lost, judged.doubled, judged.stuck, judged.wrong, judged.broken] as const;
    const how = await scene.stack.end();
    for (const one of faults.flat()) console.log(`  ✗ ${one}`);
    if (how !== 0) console.log(`  ✗ the service ended with ${how}`);
    const rested =
      rounds === undefined
        ? "never at rest"
        : rounds === 0
          ? "at rest by itself"
          : `at rest after ${rounds} rounds`;
    const well = faults.flat().length === 0 && how === 0 && rounds !== undefined;
    console.log(
      `  ${well ? "✓" : "✗"} ${judged.acknowledged} acknowledged, ${rested}, ${seconds().toFixed(0)} s`,
    );
    if (!well) tell(scene);
    return {
      ...about,
      acknowledged: judged.acknowledged,
      counts: [
        judged.lost.length,
        judged.doubled.length,
        judged.stuck.length,
        judged.wrong.length,
        judged.broken.length,
      ],
      seconds: seconds(),
      seen: `${done}; ${rested}`,
      well,
    };
  } catch (error) {
    console.log(`  ✗ ${error instanceof Error ? error.stack : error}`);
    tell(scene);
    return {
      ...about,
      seconds: seconds(),
      seen: `failed: ${error instanceof Error ? error.message : error}`,
      well: false,
    };
  } finally {
    scene.people.stop();
    await scene.stack.die();
  }
}

const tell = ({ stack }: Scene): void =>
  console.log(
    stack.said
      .slice(-80)
      .map((line) => `  | ${line.slice(0, 400)}`)
      .join("\n"),
  );

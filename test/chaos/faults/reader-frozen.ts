import type { Fault } from "../fault.ts";

const FROZEN_MS = 4000;

export const readerFrozen: Fault = {
  name: "reader-frozen",
  hypothesis: "A child that is stopped spends none of its file's time.",
  expected: "What goes on afterwards is read as ever; what is killed in its sleep is read by another child.",
  async inject(scene) {
    const readers = scene.readers();
    for (const pid of readers) process.kill(pid, "SIGSTOP");
    await scene.pause(FROZEN_MS);
    const [killed, ...others] = readers;
    if (killed !== undefined) process.kill(killed, "SIGKILL");
    for (const pid of others) process.kill(pid, "SIGCONT");
    return `${readers.length} children stopped for ${FROZEN_MS / 1000} s, one killed in its sleep`;
  },
};

import type { Fault } from "../fault.ts";

const DEATHS = 10;

export const readerKilled: Fault = {
  name: "reader-killed",
  hypothesis: "The death of a reading child says nothing about the file it had.",
  expected: "Files are read by another child, and end as their content leads.",
  quick: true,
  async inject(scene) {
    let deaths = 0;
    while (deaths < DEATHS) {
      await scene.moment(500);
      const readers = scene.readers();
      const pid = readers[scene.draw(Math.max(1, readers.length))];
      if (pid === undefined) continue;
      process.kill(pid, "SIGKILL");
      deaths++;
    }
    return `${deaths} children killed`;
  },
};

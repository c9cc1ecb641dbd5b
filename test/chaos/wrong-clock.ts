/** The clock of a whole process, wrong by so much: everything in it that asks for the time is told so. Timers run on. */
import { ServerResponse } from "node:http";

export function setWrong(leap: () => number): void {
  const Right = Date;
  const now = Right.now.bind(Right);
  globalThis.Date = new Proxy(Right, {
    construct: (target, given, made) =>
      Reflect.construct(target, given.length === 0 ? [now() + leap()] : given, made),
    get: (target, name, self) => (name === "now" ? () => now() + leap() : Reflect.get(target, name, self)),
  });
  tellInAnswers();
}

/** Node dates its answers by a clock of its own, which whoever signs requests goes by. */
function tellInAnswers(): void {
  const { writeHead } = ServerResponse.prototype;
  ServerResponse.prototype.writeHead = function (
    this: ServerResponse,
    ...given: Parameters<typeof writeHead>
  ) {
    if (!this.hasHeader("date")) this.setHeader("date", new Date().toUTCString());
    return writeHead.apply(this, given);
  } as typeof writeHead;
}

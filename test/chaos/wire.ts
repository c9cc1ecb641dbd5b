/** The wire between the functions and one of their services: passes everything on as it came, or makes trouble. */
import { createServer, type ServerResponse, request as send } from "node:http";
import { chance } from "../hostile/damage.ts";
import type { Trouble } from "./conditions.ts";

/** So many that the five tries of a client are not always enough. */
const HIT_OF_TEN = 7;

interface Wire {
  /** Of the service that stands behind it. */
  readonly address: string;
  readonly trouble: () => Trouble;
  /** The names under which this service tells of being throttled, and of an error of its own. */
  readonly names: Readonly<Record<"throttled" | "broken", string>>;
}

/** Answers the address to ask instead. */
export async function openWire({ address, trouble, names }: Wire): Promise<string> {
  const { hostname, port } = new URL(address);
  const draw = chance(1);
  const refuse = (answer: ServerResponse, how: "throttled" | "broken") => {
    answer.writeHead(how === "throttled" ? 400 : 500, { "content-type": "application/x-amz-json-1.0" });
    answer.end(JSON.stringify({ __type: names[how], message: "not now" }));
  };
  const server = createServer((asked, answer) => {
    const now = draw(10) < HIT_OF_TEN ? trouble() : "none";
    if (now === "throttled" || now === "broken") {
      asked.resume();
      return refuse(answer, now);
    }
    const { method, url: path, headers } = asked;
    const passed = send({ hostname, port, method, path, headers }, (came) => {
      if (now === "cut") {
        // The service has done what it was asked: only nobody hears of it.
        came.resume().on("end", () => asked.socket.destroy());
        return;
      }
      answer.writeHead(came.statusCode ?? 500, came.headers);
      came.pipe(answer);
    });
    passed.on("error", () => asked.socket.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const listening = server.address();
  if (listening === null || typeof listening === "string") throw new Error("no port");
  return `http://127.0.0.1:${listening.port}`;
}

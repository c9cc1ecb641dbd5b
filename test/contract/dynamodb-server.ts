/** A DynamoDB of the one-machine cloud in a process of its own, to be killed: `node dynamodb-server.ts FILE`; tells its port. */
import { createServer } from "node:http";
import { openDynamoDB } from "../../local/dynamodb/service.ts";

const service = openDynamoDB({ file: process.argv[2] ?? ":memory:" });
const server = createServer(service.handlerFor({ accessKeyId: "local", secretAccessKey: "local" }));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") process.send?.(address.port);
});
process.once("disconnect", () => process.exit());

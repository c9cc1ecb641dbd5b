/** SDK clients, made at first use and once per endpoint: the environment may be set after a module has been loaded. */
import { type AddressName, environment } from "./environment.ts";

interface Sends {
  readonly middlewareStack: { remove(name: string): boolean };
}

/** Without its logger: nobody listens to it, and it walks through every request and answer to hide secrets from nobody. */
export function quiet<Client extends Sends>(client: Client): Client {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}

/** @param make answers a client, or the promise of one whose code is loaded when first used */
export function onePerEndpoint<Client>(variable: AddressName, make: () => Client): () => Client {
  let client: Client | undefined;
  let endpoint: string | undefined;
  return () => {
    const current = environment()[variable];
    if (client === undefined || endpoint !== current) {
      client = make();
      endpoint = current;
    }
    return client;
  };
}

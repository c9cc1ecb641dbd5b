/** SDK clients, made at first use and once per endpoint: the environment may be set after a module has been loaded. */

interface Sends {
  readonly middlewareStack: { remove(name: string): boolean };
}

export function onePerEndpoint<Client extends Sends>(variable: string, make: () => Client): () => Client {
  let client: Client | undefined;
  let endpoint: string | undefined;
  return () => {
    const current = process.env[variable];
    if (client === undefined || endpoint !== current) {
      client = make();
      // Nobody listens to it, and it walks through every request and answer to hide secrets from nobody.
      client.middlewareStack.remove("loggerMiddleware");
      endpoint = current;
    }
    return client;
  };
}

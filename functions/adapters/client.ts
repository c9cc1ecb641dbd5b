/** SDK clients, made at first use and once per endpoint: the environment may be set after a module has been loaded. */

export function onePerEndpoint<Client>(variable: string, make: () => Client): () => Client {
  let client: Client | undefined;
  let endpoint: string | undefined;
  return () => {
    const current = process.env[variable];
    if (client === undefined || endpoint !== current) {
      client = make();
      endpoint = current;
    }
    return client;
  };
}

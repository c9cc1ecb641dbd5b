/** The OpenAPI 3.1 document, made from the same rows the server is made from. */
import * as z from "zod";
import type { Endpoint } from "./contract/endpoint.ts";
import { endpoints } from "./contract/endpoints.ts";
import { refusal } from "./contract/refusal.ts";

const schema = (type: z.ZodType, io: "input" | "output") =>
  z.toJSONSchema(type, { io, unrepresentable: "any" });

function parameters(type: z.ZodType | undefined, place: "path" | "query") {
  if (!(type instanceof z.ZodObject)) return [];
  return Object.entries(type.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || !(field instanceof z.ZodOptional),
    schema: schema(field as z.ZodType, "input"),
  }));
}

export function openApiDocument(): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, row] of Object.entries(endpoints)) {
    const endpoint: Endpoint = row;
    const content = endpoint.content
      ? { [endpoint.content]: {} }
      : { "application/json": { schema: endpoint.answer ? schema(endpoint.answer, "output") : {} } };
    const operation = {
      operationId,
      summary: endpoint.summary,
      parameters: [...parameters(endpoint.params, "path"), ...parameters(endpoint.query, "query")],
      ...(endpoint.body && {
        requestBody: {
          required: true,
          content: { "application/json": { schema: schema(endpoint.body, "input") } },
        },
      }),
      responses: {
        "200": { description: "done", content },
        default: {
          description: "refused",
          content: { "application/json": { schema: schema(refusal, "output") } },
        },
      },
      security:
        endpoint.access.kind === "roles" || endpoint.access.kind === "signed-in" ? [{ session: [] }] : [],
      "x-access": endpoint.access,
    };
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Qiyou 七有", version: "0.1.0" },
    components: { securitySchemes: { session: { type: "apiKey", in: "cookie", name: "qiyou" } } },
    paths,
  };
}

import { describe, expect, test } from "vitest";
import type { Endpoint } from "./contract/endpoint.ts";
import { endpoints } from "./contract/endpoints.ts";
import { openApiDocument } from "./openapi.ts";
import { routes } from "./routes/routes.ts";

interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, { schema: { type?: string } }> };
  responses: Record<string, { content: Record<string, { schema?: object }> }>;
  security: object[];
}
const document = JSON.parse(JSON.stringify(openApiDocument())) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object> };
};
const rows = Object.entries(endpoints).map(([name, row]): [string, Endpoint] => [name, row]);

test("is OpenAPI 3.1 and holds every row and nothing else", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(
    Object.keys(endpoints).toSorted(),
  );
  expect(Object.keys(routes).toSorted()).toEqual(Object.keys(endpoints).toSorted());
});

describe.each(rows)("%s", (name, row) => {
  const operation = document.paths[row.path]?.[row.method];

  test("has a summary, an answer and the common refusal", () => {
    expect(operation?.operationId).toBe(name);
    expect(operation?.summary.length).toBeGreaterThan(5);
    const answers = Object.keys(operation?.responses["200"]?.content ?? {});
    expect(answers).toEqual([row.content ?? "application/json"]);
    if (!row.content) expect(row.answer, "a row answers JSON or a file").toBeDefined();
    expect(JSON.stringify(operation?.responses.default)).toContain('"message"');
  });

  test("names every parameter of its path, required, and no other", () => {
    const named = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const inPath = operation?.parameters.filter((parameter) => parameter.in === "path") ?? [];
    expect(inPath.map((parameter) => parameter.name).toSorted()).toEqual(named.toSorted());
    expect(inPath.every(({ required }) => required)).toBe(true);
  });

  test("has a body exactly when the row has one", () => {
    const schema = operation?.requestBody?.content["application/json"]?.schema;
    expect(schema?.type).toBe(row.body ? "object" : undefined);
    if (row.method === "get") expect(row.body).toBeUndefined();
  });

  test("asks for the session exactly when the rule does", () => {
    const needs = row.access.kind === "roles" || row.access.kind === "signed-in";
    expect(operation?.security.length).toBe(needs ? 1 : 0);
    for (const scheme of operation?.security.flatMap(Object.keys) ?? [])
      expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
  });
});

test("no schema refers to what the document does not hold", () => {
  const text = JSON.stringify(document);
  expect([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref)).toEqual([]);
});

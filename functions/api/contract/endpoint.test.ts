/** What a row must say is asked by the compiler; here the compiler is asked whether it still does. */
import { expect, test } from "vitest";
import { endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { byId } from "./fields.ts";

const row = {
  method: "get",
  path: "/api/units/{id}/something",
  summary: "Something of a unit",
  access: { kind: "roles", roles: ["reviewer"], scope: "jurisdiction" },
  params: byId,
} as const;

test("a path with {id} says what it is about", () => {
  // @ts-expect-error no subject
  endpoint(row);
  // @ts-expect-error no noun of ours
  endpoint({ ...row, subject: "visit" });
  // @ts-expect-error a path without {id} is about nothing
  endpoint({ ...row, path: "/api/units", subject: "unit" });
  // @ts-expect-error a link leads to submissions only
  endpoint({ ...row, access: { kind: "link" }, subject: "unit" });
  expect(endpoint({ ...row, subject: "unit" }).subject).toBe("unit");
});

test("every subject is the noun of its path", () => {
  const nouns = {
    unit: "/units/{id}",
    submission: "/submissions/{id}",
    person: "/people/{id}",
    notice: "/notices/{id}",
    delegation: "/delegations/{id}",
    task: "/tasks/{id}",
  };
  for (const { path, ...rest } of Object.values(endpoints)) {
    const subject = "subject" in rest ? rest.subject : undefined;
    expect(subject !== undefined, path).toBe(path.includes("{id}"));
    if (subject) expect(path).toContain(nouns[subject]);
  }
});

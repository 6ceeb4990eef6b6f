import { z } from "zod";
import { caseNumber, changeBody } from "../../domain/cases/change-body.ts";
import { problemSchema } from "./problem.ts";

/** What a change came to. */
const toldSchema = z.object({
  outcome: z
    .enum(["created", "changed", "unchanged", "repeated"])
    .describe("repeated: this changeId was told before"),
});

/** The body of a change, its number in it or not. */
export function bodySchemas(now: () => number) {
  const change = changeBody(now);
  const withNumber = change.safeExtend({ number: caseNumber.describe("The case's number") });
  return { change, withNumber };
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: "The body is no JSON object",
  401: "No bearer key, or one that is not in use",
  409: "The case was changed later than this says",
  413: "The body is too long",
  415: "The body is not sent as application/json",
  422: "The body holds mistakes; each is named",
  429: "Too many calls of this key; wait as long as Retry-After says",
  503: "The database is away; tell the same change again later",
};

/** The interface as OpenAPI 3.1 describes it, made from what bodies are checked with. */
export function openApi(version: string): object {
  const { change, withNumber } = bodySchemas(() => 0);
  const input = (schema: z.ZodType) => {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input" });
    return rest;
  };
  const told = (description: string) => ({
    description,
    content: { "application/json": { schema: input(toldSchema) } },
  });
  const refusals = Object.entries(REFUSALS).map(([status, description]) => [
    status,
    { description, ...(status === "413" ? {} : PROBLEM) },
  ]);
  const operation = (operationId: string, summary: string, schema: z.ZodType) => ({
    operationId,
    summary,
    requestBody: { required: true, content: { "application/json": { schema: input(schema) } } },
    responses: {
      200: told("The case is there, as told"),
      201: told("The case is new"),
      ...Object.fromEntries(refusals),
    },
  });
  const parameter = {
    name: "number",
    in: "path",
    required: true,
    description: "The case's number; it stands in access logs of proxies, so POST is better",
    schema: input(caseNumber),
  };
  return {
    openapi: "3.1.0",
    info: { title: "Juchang: changes of cases", version },
    security: [{ key: [] }],
    paths: {
      "/api/cases": { post: operation("tellCase", "Tell a case or its change", withNumber) },
      "/api/cases/{number}": {
        parameters: [parameter],
        put: operation("tellCaseByNumber", "Tell the change of one case", change),
      },
    },
    components: {
      schemas: { Problem: input(problemSchema) },
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "cli key add NAME" } },
    },
  };
}

const PROBLEM = {
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

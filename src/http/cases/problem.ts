import type { Context } from "hono";
import { z } from "zod";

/** What every refusal looks like: problem details as RFC 9457 has them. None holds anybody's words. */
export const problemSchema = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        pointer: z.string().describe("JSON pointer into the body"),
        detail: z.string(),
      }),
    )
    .optional(),
});

export type ProblemErrors = NonNullable<z.infer<typeof problemSchema>["errors"]>;

const TITLES = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  409: "Conflict",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
} as const;
export type ProblemStatus = keyof typeof TITLES;

/** Answers with a problem. */
export function problem(
  c: Context,
  status: ProblemStatus,
  detail: string,
  more: { readonly errors?: ProblemErrors; readonly headers?: Record<string, string> } = {},
): Response {
  const { errors, headers = {} } = more;
  const body = { type: "about:blank", title: TITLES[status], status, detail, errors };
  return c.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...headers,
  });
}

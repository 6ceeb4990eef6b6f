import type { z } from "zod";
import type { ProblemKind } from "./results.ts";

/** What is wrong with one field of an event; its path, and no words of it. */
export interface FieldProblem {
  readonly path: readonly PropertyKey[];
  readonly problem: ProblemKind;
}

/** Every problem a schema found. */
export function problemsOf(error: z.ZodError): readonly FieldProblem[] {
  return error.issues.map((issue) => ({ path: pathOf(issue), problem: kindOf(issue) }));
}

function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
}

function kindOf(issue: z.core.$ZodIssue): ProblemKind {
  const field = issue.path.at(-1);
  if (issue.code === "unrecognized_keys") return "unknown_field";
  if (issue.code === "too_small") return field === "capacity" ? "capacity_too_small" : "missing";
  if (issue.code === "too_big") return "too_many";
  if (isOfReminder(issue)) return "bad_reminder";
  return issue.code === "invalid_type" && issue.input === undefined ? "missing" : "invalid";
}

function isOfReminder({ code, path }: z.core.$ZodIssue): boolean {
  return code === "invalid_format" && path.at(-2) === "reminders";
}

import type { z } from "zod";
import type { ProblemKind } from "./results.ts";

/** What is wrong with one field of an event; its path, and no words of it. */
export interface FieldProblem {
  readonly path: readonly PropertyKey[];
  readonly problem: ProblemKind;
}

/** Every problem a schema found. */
export function problemsOf({ issues }: Pick<z.ZodError, "issues">): readonly FieldProblem[] {
  return issues.flatMap((issue) => {
    const inside = insideOf(issue);
    if (inside) {
      return problemsOf({ issues: [...inside] }).map(({ path, problem }) => ({
        path: [...issue.path, ...path],
        problem,
      }));
    }
    return pathsOf(issue).map((path) => ({ path, problem: kindOf(issue) }));
  });
}

/** Of what may be written in several ways, what is wrong in the way that was meant, if that can be told. */
function insideOf(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] | undefined {
  if (issue.code !== "invalid_union") return undefined;
  const isMeant = ({ path, code }: z.core.$ZodIssue) =>
    path.length > 0 || code === "unrecognized_keys";
  const [meant, ...others] = issue.errors.filter((branch) => branch.every(isMeant));
  return others.length === 0 ? meant : undefined;
}

function pathsOf(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  if (issue.code !== "unrecognized_keys") return [issue.path];
  return issue.keys.map((key) => [...issue.path, key]);
}

/** Each of them once. */
export function withoutDoubles(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const named = new Map(
    problems.map((one) => [`${one.path.map(String).join(".")} ${one.problem}`, one]),
  );
  return [...named.values()];
}

function kindOf(issue: z.core.$ZodIssue): ProblemKind {
  const field = issue.path.at(-1);
  if (issue.code === "unrecognized_keys") return "unknown_field";
  if (issue.code === "too_small") return field === "capacity" ? "capacity_too_small" : "missing";
  if (issue.code === "too_big") return "too_many";
  if (isOfReminder(issue)) return "bad_reminder";
  const isOfType = issue.code === "invalid_type" || issue.code === "invalid_union";
  return isOfType && issue.input === undefined ? "missing" : "invalid";
}

function isOfReminder({ code, path }: z.core.$ZodIssue): boolean {
  return code === "invalid_format" && path.at(-2) === "reminders";
}

import { z } from "zod";
import type { CaseRecord } from "../../../store/cases/record.ts";
import {
  applicantField,
  changeIdField,
  instantField,
  missingField,
  nextStepField,
  numberField,
  pastField,
  phoneField,
  phoneTailField,
  TAIL_MISFIT,
  tailFits,
} from "../case-fields.ts";
import type { ProgrammeBook } from "../programme.ts";
import { FIELDS, type Field } from "./columns.ts";

/** What rows are read by. */
export interface RowRules {
  readonly book: ProgrammeBook;
  /** The zone of times written without one. */
  readonly zone: string;
  /** ms UTC. */
  readonly now: number;
}

/** What is wrong with one cell; never its words. */
export interface CellProblem {
  readonly field: Field;
  readonly message: string;
}

/** A record, or everything that is wrong with the row. */
export type ReadRow =
  | { readonly kind: "read"; readonly record: CaseRecord }
  | { readonly kind: "faulty"; readonly problems: readonly CellProblem[] };

/** Reads rows by their cells' texts; an empty text is no cell. */
export function rowReader(rules: RowRules): (cells: ReadonlyMap<Field, string>) => ReadRow {
  const schema = rowSchema(rules);
  return (cells) => {
    const parsed = schema.safeParse(Object.fromEntries(cells));
    const named = readStatus(cells, rules.book);
    if (parsed.success && named.kind === "status") {
      const { phone, phoneTail, ...row } = parsed.data;
      const tail = phone?.slice(-4) ?? phoneTail;
      if (!tailFits(phone, phoneTail)) return { kind: "faulty", problems: [MISFIT] };
      if (tail !== undefined) {
        return { kind: "read", record: { ...row, ...named.value, phone, phoneTail: tail } };
      }
    }
    const problems = [
      ...(parsed.error?.issues ?? []).map(problemOf),
      ...(named.kind === "problem" ? [named.problem] : []),
      ...(cells.has("phone") || cells.has("phoneTail") ? [] : [NO_PHONE]),
    ];
    return { kind: "faulty", problems };
  };
}

const NO_PHONE: CellProblem = { field: "phoneTail", message: "is empty, and so is phone" };

const MISFIT: CellProblem = { field: "phoneTail", message: TAIL_MISFIT };

/** Between things that are missing. */
const SEPARATOR = /[;；、\n|]/u;

function rowSchema({ zone, now }: RowRules) {
  return z.object({
    number: numberField,
    applicant: applicantField,
    phone: phoneField.optional(),
    phoneTail: phoneTailField.optional(),
    nextStep: nextStepField.optional(),
    dueAt: instantField({ zone, endOfDay: true }).optional(),
    missing: z
      .string()
      .default("")
      .transform((text) => text.split(SEPARATOR).filter((item) => item.trim() !== ""))
      .pipe(missingField),
    updatedAt: pastField({ zone, endOfDay: false }, now),
    changeId: changeIdField.optional(),
  });
}

function problemOf({ path, code, message }: z.core.$ZodIssue): CellProblem {
  const field = FIELDS.find((each) => each === path[0]) ?? "number";
  return { field, message: code === "invalid_type" ? "is empty" : message };
}

type NamedStatus =
  | {
      readonly kind: "status";
      readonly value: Pick<CaseRecord, "programme" | "status" | "visible">;
    }
  | { readonly kind: "problem"; readonly problem: CellProblem };

/** The programme and status that a row names. */
function readStatus(cells: ReadonlyMap<Field, string>, book: ProgrammeBook): NamedStatus {
  const problem = (field: Field, message: string): NamedStatus => ({
    kind: "problem",
    problem: { field, message: cells.has(field) ? message : "is empty" },
  });
  const programme = book.find(cells.get("programme") ?? "");
  if (!programme) {
    return problem("programme", `is not known; known are ${names(book.all)}`);
  }
  const status = programme.status(cells.get("status") ?? "");
  if (!status) {
    const known = names(programme.statuses);
    return problem("status", `is not known for ${programme.name.zh}; known are ${known}`);
  }
  const value = { programme: programme.id, status: status.id, visible: !status.draft };
  return { kind: "status", value };
}

function names(named: readonly { readonly name: { readonly zh: string } }[]): string {
  return named.map(({ name }) => name.zh).join("、");
}

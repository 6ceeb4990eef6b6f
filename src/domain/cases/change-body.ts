import { z } from "zod";
import type { CaseRecord } from "../../store/cases/record.ts";
import {
  applicantField,
  changeIdField,
  instantField,
  isPast,
  missingField,
  nextStepField,
  numberField,
  phoneField,
  phoneTailField,
  TAIL_MISFIT,
  tailFits,
} from "./case-fields.ts";
import type { ProgrammeBook } from "./programme.ts";

/** Times of the interface name their zone; a day alone is Shanghai's. */
const ZONE = "Asia/Shanghai";

/** A change as a system tells it, without the number; `now` is ms UTC. */
export function changeBody(now: () => number) {
  const time = z.iso.datetime({ offset: true });
  return z
    .strictObject({
      changeId: changeIdField.describe(
        "Your own name for this change. Telling the same one again has no second effect.",
      ),
      programme: z.string().max(200).describe("A programme's id or name, such as 雏鹰计划"),
      status: z.string().max(200).describe("One of the programme's statuses, by id or name"),
      applicant: applicantField.describe("Whose application it is; kept sealed"),
      phone: phoneField.optional().describe("The phone on the application; kept sealed"),
      phoneTail: phoneTailField
        .optional()
        .describe("Its last four digits, when the whole number must not leave your system"),
      updatedAt: time
        .pipe(instantField({ zone: ZONE, endOfDay: false }))
        .refine((at) => isPast(at, now()), "lies in the future")
        .describe("When it happened, with its zone"),
      nextStep: nextStepField.optional().describe("What comes next, for the applicant to read"),
      dueAt: z
        .union([time, z.iso.date()])
        .pipe(instantField({ zone: ZONE, endOfDay: true }))
        .optional()
        .describe("By when the applicant must act; a day means its end"),
      missing: missingField.default([]).describe("What is missing, one item each"),
    })
    .refine(({ phone, phoneTail }) => phone !== undefined || phoneTail !== undefined, {
      path: ["phoneTail"],
      message: "is needed when there is no phone",
    })
    .refine(({ phone, phoneTail }) => tailFits(phone, phoneTail), {
      path: ["phoneTail"],
      message: TAIL_MISFIT,
    });
}

/** The same with the number in it. */
export const caseNumber = numberField;

export type ChangeBody = z.output<ReturnType<typeof changeBody>>;

/** One thing wrong with a change: where, and what; nobody's words. */
export interface BodyProblem {
  readonly field: string;
  readonly message: string;
}

/** The record a change stands for, or what its programme or status is not. */
export function recordOf(
  number: string,
  { phone, phoneTail, programme, status, ...body }: ChangeBody,
  book: ProgrammeBook,
): CaseRecord | BodyProblem {
  const known = book.find(programme);
  if (!known) return { field: "programme", message: `is not known; known are ${ids(book.all)}` };
  const found = known.status(status);
  if (!found) {
    return { field: "status", message: `is not known here; known are ${ids(known.statuses)}` };
  }
  return {
    ...body,
    number,
    phone,
    phoneTail: phone?.slice(-4) ?? phoneTail ?? "",
    programme: known.id,
    status: found.id,
    visible: !found.draft,
  };
}

function ids(named: readonly { readonly id: string }[]): string {
  return named.map(({ id }) => id).join(", ");
}

import { parse } from "yaml";
import { z } from "zod";
import type { CaseRecord } from "../../store/cases/record.ts";
import { readMoment } from "../events/calendar.ts";
import {
  applicantField,
  missingField,
  nextStepField,
  numberField,
  phoneTailField,
} from "./case-fields.ts";
import type { ProgrammeBook } from "./programme.ts";

const DAY = 24 * 60 * 60_000;

const demoCases = z.array(
  z.strictObject({
    number: numberField,
    programme: z.string(),
    applicant: applicantField,
    phoneTail: phoneTailField,
    steps: z.array(z.strictObject({ status: z.string(), daysAgo: z.number().int().min(0) })).min(1),
    nextStep: nextStepField,
    missing: missingField.default([]),
    due: z.string().optional(),
  }),
);

/** By what a demonstration's days are counted. */
export interface DemoRules {
  readonly book: ProgrammeBook;
  readonly zone: string;
  /** ms UTC. */
  readonly now: number;
}

/** The applications of a demonstration, each as what its source told one after another; throws when one is wrong. */
export function readDemoCases(
  text: string,
  { book, zone, now }: DemoRules,
): readonly (readonly CaseRecord[])[] {
  return demoCases.parse(parse(text)).map(({ steps, due, nextStep, missing, ...one }) => {
    const dueAt = due === undefined ? undefined : readMoment(due, zone, now)?.at;
    const last = steps.length - 1;
    return steps.map(({ status, daysAgo }, at) => {
      const known = book.find(one.programme)?.status(status);
      if (!known) throw new Error(`${one.number} has a status its programme has not: ${status}`);
      const latest = at === last ? { nextStep, missing, dueAt } : { missing: [] };
      return {
        ...one,
        ...latest,
        status: known.id,
        visible: !known.draft,
        updatedAt: Math.trunc(now) - daysAgo * DAY,
        changeId: `demonstration ${one.number} ${at}`,
      };
    });
  });
}

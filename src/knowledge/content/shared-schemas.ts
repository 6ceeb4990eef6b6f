import { z } from "zod";

/** A text in both languages. */
export const localizedText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const STATE_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether a text is a year, month or day that exists in the calendar. */
function isCalendarDate(text: string): boolean {
  const [, year, month = "01", day = "01"] = STATE_DATE.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** A date as precise as its source: `2025`, `2025-09` or `2025-09-22`; it must exist. */
export const stateDate = z.coerce.string().refine(isCalendarDate, {
  error: "write a date that exists as YYYY, YYYY-MM or YYYY-MM-DD",
});

/** A regular expression, read without regard to case; it is matched on folded text. */
export const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, "iu");
  } catch {
    context.addIssue({ code: "custom", message: `not a regular expression: ${source}` });
    return z.NEVER;
  }
});

/** What a figure counts. `count` has a counting word, `bare` none at all (8000, 50w). */
export type FigureUnit =
  | "percent"
  | "money"
  | "day"
  | "week"
  | "month"
  | "year"
  | "hour"
  | "minute"
  | "area"
  | "age"
  | "time"
  | "date"
  | "count"
  | "bare";

/** A figure found in a text or stated by a clause, normalised: 八折 is 80 percent, 50w is 500000. */
export interface Figure {
  /** A number in the base unit (yuan, percent, days …); for dates `2025`, `2025-09`, `--07-15` … */
  readonly value: number | string;
  readonly unit: FigureUnit;
  /** As written. */
  readonly text: string;
  /** Where in the folded text, in UTF-16 units. */
  readonly at: number;
}

/** A figure without a place: what it says and what it counts. */
export type PlainFigure = Pick<Figure, "value" | "unit">;

const LOOSE: ReadonlySet<FigureUnit> = new Set(["count", "bare"]);
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2100;

/** Whether a stated figure supports a claimed one: the same amount of the same thing, or a coarser date. */
export function supports(stated: Figure, claimed: Figure): boolean {
  if (stated.unit === "date" || claimed.unit === "date") return supportsDate(stated, claimed);
  if (!sameAmount(stated.value, claimed.value)) return false;
  if (stated.unit === claimed.unit) return true;
  if (stated.unit === "percent" || claimed.unit === "percent") return false;
  if (stated.unit === "bare" || claimed.unit === "bare") return true;
  return LOOSE.has(stated.unit) && LOOSE.has(claimed.unit);
}

function sameAmount(left: number | string, right: number | string): boolean {
  if (typeof left === "string" || typeof right === "string") return left === right;
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left));
}

function supportsDate(stated: Figure, claimed: Figure): boolean {
  const statedDate = dateOf(stated);
  const claimedDate = dateOf(claimed);
  if (statedDate === undefined || claimedDate === undefined) return false;
  if (claimedDate.startsWith("--")) return statedDate.endsWith(claimedDate.slice(2));
  return statedDate === claimedDate || statedDate.startsWith(`${claimedDate}-`);
}

/** A figure as a date; a number without a unit, or of years, is one when it can only be a year. */
function dateOf(figure: Figure): string | undefined {
  if (typeof figure.value === "string") return figure.unit === "date" ? figure.value : undefined;
  const year = figure.value;
  const isYear = Number.isInteger(year) && year >= EARLIEST_YEAR && year <= LATEST_YEAR;
  return isYear && (figure.unit === "bare" || figure.unit === "year") ? String(year) : undefined;
}

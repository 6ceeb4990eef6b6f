import type { Clause, StatedFigure } from "../content/clause.ts";
import { figuresIn } from "./extract.ts";
import type { Figure, FigureUnit } from "./figure.ts";

const UNIT_OF: Readonly<Record<StatedFigure["unit"], FigureUnit>> = {
  "%": "percent",
  CNY: "money",
  day: "day",
  month: "month",
  year: "year",
  hour: "hour",
  time: "time",
  item: "count",
  storey: "count",
  building: "count",
  m2: "area",
  company: "count",
  person: "count",
  date: "date",
  instalment: "count",
  age: "age",
  article: "count",
  number: "bare",
  text: "bare",
};

/** The figures a clause states in `numbers`, together with the periods they hold for. */
export function statedFigures({ numbers }: Pick<Clause, "numbers">): Figure[] {
  return numbers.flatMap((stated) => [...amounts(stated), ...periods(stated)]);
}

function amounts({ amount, unit }: StatedFigure): Figure[] {
  if (typeof amount === "string") return figuresIn(amount);
  return [{ value: amount, unit: UNIT_OF[unit], text: String(amount), at: 0 }];
}

/** `year-2` stands for "in the second year"; `month` and `year` for "a month", "a year". */
function periods({ period }: StatedFigure): Figure[] {
  if (period === undefined) return [];
  const ordinal = /-(\d+)$/.exec(period)?.[1];
  if (ordinal !== undefined) {
    return [{ value: Number(ordinal), unit: "count", text: period, at: 0 }];
  }
  const unit = (["day", "month", "year"] as const).find((each) => period.includes(each));
  return unit === undefined ? [] : [{ value: 1, unit, text: period, at: 0 }];
}

/**
 * Every figure a clause may be cited for: those in `numbers`, its source's dates and articles, and those
 * in the details it declares open. Its body gives no support of its own: what it says must be in `numbers`.
 */
export function citableFigures(clause: Clause): Figure[] {
  const { notStated, source } = clause;
  const texts = [
    ...notStated.flatMap(({ zh, en }) => [zh, en]),
    source.document,
    source.documentEn ?? "",
    source.date,
  ];
  return [...statedFigures(clause), ...texts.flatMap((each) => figuresIn(each))];
}

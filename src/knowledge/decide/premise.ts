import type { Clause } from "../content/clause.ts";
import { statedFigures } from "../figures/clause-figures.ts";
import { figuresIn } from "../figures/extract.ts";
import { type Figure, supports } from "../figures/figure.ts";

/** A figure a question takes for granted although the clause states another, or a sum above the most it gives. */
export interface Correction {
  readonly kind: "other" | "over_cap";
  readonly figure: Figure;
}

/** A question that wants a figure confirmed rather than told. */
const SEEKS_CONFIRMATION =
  /对吧|对不对|对吗|是吧|是吗|是不是|没错吧|没错|听说|据说|真的吗|真的假的|真能|不是说|难道|确定|right\s*[?？]|is it true|isn't it|correct\s*[?？]|i heard|i was told|so it's|so i get/u;
const COMPARED = new Set(["percent", "money", "year", "day", "time", "age", "month"]);
/** Words of an audience or a space, whose figures are no sums of money. */
const COUNTS_OTHERS =
  /粉|播放|点赞|浏览|阅读|观看|销量|平米|平方|㎡|followers?|fans|subscribers?|views|likes|square/u;
const PER_MONTH = /每个?月|一个月|月租|per month|a month|monthly/u;
/** A figure without a unit may be a sum from here on. */
const LEAST_SUM = 1_000;

/** What is wrong about the figures of a question in the light of a clause. */
export function correctionOf(folded: string, clause: Clause): Correction | undefined {
  const claimed = figuresIn(folded);
  const over = claimed.find((figure) => isOverCap(figure, clause, folded));
  if (over !== undefined) return { kind: "over_cap", figure: over };
  const other = SEEKS_CONFIRMATION.test(folded) ? otherThanStated(claimed, clause) : undefined;
  return other === undefined ? undefined : { kind: "other", figure: other };
}

function otherThanStated(claimed: readonly Figure[], clause: Clause): Figure | undefined {
  const stated = statedFigures(clause);
  return claimed.find((figure) => {
    const rivals = stated.filter((each) => isRival(each, figure));
    return rivals.length > 0 && !stated.some((each) => supports(each, figure));
  });
}

/** A sum above the most the clause gives; said of a month, above the most it gives a month. */
function isOverCap(figure: Figure, { numbers }: Clause, folded: string): boolean {
  const most = numbers.filter(({ unit, cap }) => cap === true && unit === "CNY");
  const monthly = PER_MONTH.test(folded) ? most.filter(({ period }) => period === "month") : [];
  const caps = (monthly.length > 0 ? monthly : most).flatMap(({ amount }) =>
    typeof amount === "number" ? [amount] : [],
  );
  return caps.length > 0 && isSum(figure, folded) && Number(figure.value) > Math.max(...caps);
}

function isSum({ unit, value }: Figure, folded: string): boolean {
  if (unit === "money") return true;
  return unit === "bare" && Number(value) >= LEAST_SUM && !COUNTS_OTHERS.test(folded);
}

function isRival(stated: Figure, claimed: Figure): boolean {
  if (COMPARED.has(claimed.unit)) return stated.unit === claimed.unit;
  const isMoney = claimed.unit === "bare" && Number(claimed.value) >= LEAST_SUM;
  return isMoney && stated.unit === "money";
}

import type { Clause } from "../content/clause.ts";
import { statedFigures } from "../figures/clause-figures.ts";
import { figuresIn } from "../figures/extract.ts";
import { type Figure, supports } from "../figures/figure.ts";

/** A question that wants a figure confirmed rather than told. */
const SEEKS_CONFIRMATION =
  /对吧|对不对|对吗|是吧|是吗|是不是|没错吧|没错|听说|据说|真的吗|真的假的|真能|不是说|难道|确定|right\s*[?？]|is it true|isn't it|correct\s*[?？]|i heard|i was told|so it's|so i get/u;
const COMPARED = new Set(["percent", "money", "year", "day", "time", "age", "month"]);

/** The figure a question takes for granted although the clause states another of its kind. */
export function wrongFigure(folded: string, clause: Clause): Figure | undefined {
  if (!SEEKS_CONFIRMATION.test(folded)) return undefined;
  const stated = statedFigures(clause);
  return figuresIn(folded).find((claimed) => {
    const rivals = stated.filter((each) => isRival(each, claimed));
    return rivals.length > 0 && !stated.some((each) => supports(each, claimed));
  });
}

function isRival(stated: Figure, claimed: Figure): boolean {
  if (COMPARED.has(claimed.unit)) return stated.unit === claimed.unit;
  const isMoney = claimed.unit === "bare" && Number(claimed.value) >= 1_000;
  return isMoney && stated.unit === "money";
}

import type { Clause } from "../content/clause.ts";
import type { ClauseIndex } from "../search/clause-index.ts";
import { COMMON_WORDS } from "../text/common-words.ts";

/** The thing a yes-or-no question ends on (要押金吗, 有厨房没) when its clause never speaks of it; a law speaks of principles. */
export type OpenObjectFinder = (clause: Clause, folded: string) => string | undefined;

const ENDS_ON =
  /(?:要不要|需不需要|需要|要|得|有没有|有|带|包(?!括)|含|交|写|缴|付|发|签|是个|是不是)(?:个|份|一个|一份|点|些|了)?([\p{Script=Han}a-z]{2,8}?)(?:吗|么|不|没|没有|嘛)[?？。!！~ ]*$/u;

/** An object of which the clause has more than this part of the words is spoken of. */
const MOST_HELD = 0.2;
/** Words that stand where a thing would but name none. */
const SAYS_NOTHING =
  /什么|啥|问题|情况|帮忙|办法|关系|可能|机会|希望|影响|意思|好处|区别|必要|道理|别的|其他|人|用$|事$|的$/u;

/** Prepares the words of all clauses, with the ways people ask and the details left open. */
export function buildOpenObjectFinder(
  clauses: readonly Clause[],
  index: ClauseIndex,
): OpenObjectFinder {
  const wordsOf = new Map(clauses.map((clause) => [clause.id, wordsIn(clause, index)]));
  return (clause, folded) => {
    const object = ENDS_ON.exec(folded)?.[1];
    if (object === undefined || SAYS_NOTHING.test(object)) return undefined;
    if (clause.source.class === "law") return undefined;
    const terms = index.termsOf(object).filter((term) => isTelling(term));
    const known = wordsOf.get(clause.id);
    if (known === undefined || terms.length === 0) return undefined;
    const held = terms.filter((term) => known.has(term));
    return held.length > terms.length * MOST_HELD ? undefined : object;
  };
}

/** Pairs of characters and concepts tell; a single character or a question word does not. */
function isTelling(term: string): boolean {
  return term.length > 1 && !COMMON_WORDS.has(term);
}

function wordsIn({ title, body, asked, notStated }: Clause, index: ClauseIndex): Set<string> {
  const open = notStated.flatMap(({ zh, en }) => [zh, en]);
  const texts = [title.zh, title.en, body.zh, body.en, ...asked.zh, ...asked.en, ...open];
  return new Set(index.termsOf(texts.join("\n")));
}

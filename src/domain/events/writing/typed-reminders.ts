import { foldLabel, foldText } from "../../../engine/normalize.ts";
import type { Json } from "../../../engine/terms.ts";

const NONE = new Set([
  ..."无 没有 不用 不要 不设 不提醒 不用提醒 不要提醒 不需要提醒 都不提醒".split(" "),
  ...["none", "no", "nothing", "never", "off", "no reminders", "no reminder"],
]);
const USUAL = new Set(["默认", "照旧", "default", "usual"]);

const BETWEEN = /\s*(?:[,，;；、\n]|和|以及|\band\b)\s*/u;
const TIME =
  /^(?:开始|活动)?(?:提前|前)?\s*(\d{1,5}(?:\.\d)?|[半一两二三四五六七八九十]|an?|one|two|three)\s*个?\s*(周|星期|weeks?|w|天|日|days?|d|小时|钟头|时|hours?|hrs?|h|分钟?|minutes?|mins?|m)(半)?\s*(?:之?前|before)?(?:提醒)?$/u;

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ 半: 0.5, 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3 },
};
const UNITS: readonly (readonly [minutes: number, said: RegExp])[] = [
  [10_080, /^(?:周|星期|w)/u],
  [1_440, /^[天日d]/u],
  [60, /^(?:小时|钟头|时|h)/u],
  [1, /^[分m]/u],
];

/**
 * When people are reminded, as it is said (1天, 3小时; 30 minutes; 不提醒), in the form of an import file; null for
 * what is usual. Undefined when any of it cannot be read: which times do is for the import's checks to say.
 */
export function typedReminders(said: string): Json | undefined {
  const label = foldLabel(said);
  if (NONE.has(label)) return [];
  if (USUAL.has(label)) return null;
  const parts = foldText(said.replaceAll("\n", ","))
    .replace(/[。.!！]+$/u, "")
    .split(BETWEEN)
    .filter((part) => part !== "");
  const times = parts.map(timeIn);
  const isRead = times.length > 0 && times.every((time) => time !== undefined);
  return isRead ? times.filter((time) => time !== undefined) : undefined;
}

function timeIn(part: string): string | undefined {
  const [, count = "", unit = "", half] = TIME.exec(part) ?? [];
  const number = (NUMBERS[count] ?? Number(count)) + (half === undefined ? 0 : 0.5);
  const each = UNITS.find(([, begins]) => begins.test(unit))?.[0];
  const minutes = each === undefined ? Number.NaN : number * each;
  return Number.isInteger(minutes) ? written(minutes) : undefined;
}

/** In the largest unit that is whole. */
function written(minutes: number): string | undefined {
  if (minutes % 1_440 === 0) return `${minutes / 1_440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

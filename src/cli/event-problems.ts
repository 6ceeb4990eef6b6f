import type { EventProblem, ProblemKind } from "../domain/events/results.ts";
import { type Locale, type Localized, localize } from "../i18n/locale.ts";
import { defineMessages, fill } from "../i18n/messages.ts";

const messages = defineMessages({
  entry: { zh: "这一项不是活动", en: "the entry is no event" },
  file: { zh: "文件", en: "the file" },
  count: {
    zh: (p: { created: number; changed: number; unchanged: number; problems: number }) =>
      `新建 ${p.created}，改动 ${p.changed}，未变 ${p.unchanged}，问题 ${p.problems}`,
    en: (p: { created: number; changed: number; unchanged: number; problems: number }) =>
      `${p.created} created, ${p.changed} changed, ${p.unchanged} unchanged, ${p.problems} problems`,
  },
});

const PROBLEMS: Readonly<Record<ProblemKind, Localized>> = {
  unreadable: {
    zh: "读不了：要不用别名的 YAML 或 JSON，里面是活动的列表",
    en: "cannot be read: YAML without aliases, or JSON, with a list of events is expected",
  },
  missing: { zh: "没有写", en: "is missing" },
  invalid: { zh: "不是这一项该写的", en: "is not what this field holds" },
  unknown_field: { zh: "活动没有这一项", en: "is not a field of an event" },
  bad_time: {
    zh: "时间不对：写 2026-12-03 19:00，或从开始数，前面的 -3d 10:00、后面的 start+1d 00:30；截止不能晚于结束",
    en: "is not a time: write 2026-12-03 19:00, or -3d 10:00 before the start, start+1d 00:30 after it; nothing closes after the end",
  },
  ends_before_start: { zh: "不晚于开始的时间", en: "is not after the beginning" },
  unknown_zone: {
    zh: "没有这个时区：写 Asia/Shanghai",
    en: "is not a time zone: write Asia/Shanghai",
  },
  capacity_too_small: { zh: "至少是 1", en: "must be 1 or more" },
  quota_too_large: { zh: "超过了剩下的名额", en: "is more than the capacity leaves" },
  duplicate_code: {
    zh: "在这份文件里已经有了，以第一个为准",
    en: "stands in this file already; the first one counts",
  },
  duplicate_id: { zh: "在这里已经有了", en: "stands here already" },
  unknown_question: {
    zh: "不是这场活动里的问题和它的选项",
    en: "names no question and option of this event",
  },
  bad_repetition: {
    zh: "不是能读懂的重复规则：写 FREQ=WEEKLY;BYDAY=TU",
    en: "is not a rule that can be read: write FREQ=WEEKLY;BYDAY=TU",
  },
  bad_reminder: {
    zh: "不在开始前 15 分钟到 14 天之间：写 1d、3h 或 30m",
    en: "is not 15 minutes to 14 days before the start: write 1d, 3h or 30m",
  },
  same_reminder: { zh: "和另一个提醒是同一个时间", en: "is at the same time as another one" },
  too_many: { zh: "超过了这里允许的数量", en: "is more than is allowed here" },
  in_use: { zh: "不能去掉：有人报了名", en: "cannot be left out: people have seats there" },
  below_taken: {
    zh: "少于已经占了的和已经递出的名额",
    en: "is fewer than the places people have or were offered",
  },
};

/** One line that says where the mistake is and what is expected. */
export function sayProblem(
  { line, code, field, problem }: EventProblem,
  file: string,
  locale: Locale,
): string {
  const where = line === null ? file : `${file}:${line}`;
  const what = [code, field].filter((part) => part !== null && part !== "").join(" ");
  if (what === "" && problem === "invalid") return `${where}: ${localize(messages.entry, locale)}`;
  const named = what === "" ? localize(messages.file, locale) : what;
  return `${where}: ${named} ${localize(PROBLEMS[problem], locale)}`;
}

/** What became of a file, in figures. */
export function sayCounts(
  counts: { created: number; changed: number; unchanged: number; problems: number },
  locale: Locale,
): string {
  return fill(messages.count, locale, counts);
}

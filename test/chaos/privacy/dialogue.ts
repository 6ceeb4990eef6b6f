import { CRASH_POINTS, type CrashPoint } from "../../support/simulator/crash-point.ts";
import type { Where } from "../../support/simulator/platform.ts";
import { type Chance, chanceOf } from "../chance.ts";
import { CLERK, MEMBERS, type Member, PEOPLE } from "./members.ts";

/** One thing that happens in a dialogue. */
export type Move =
  | { readonly kind: "says"; readonly by: string; readonly text: string; readonly where: Where }
  /** Does what the bot asks for in their direct chat, as often as there are turns; each chooses where there is a choice. */
  | { readonly kind: "answers"; readonly by: string; readonly turns: readonly number[] }
  /** Types a code that belongs to somebody, of whatever kind, newest first. */
  | { readonly kind: "types"; readonly by: string; readonly back: number; readonly where: Where }
  /** The button so many before the newest one that the member can see, in whatever chat. */
  | { readonly kind: "taps"; readonly by: string; readonly back: number }
  /** The clerk makes a code for somebody's application. */
  | { readonly kind: "codes"; readonly of: string }
  /** The district's systems tell where somebody's application stands. */
  | { readonly kind: "tells"; readonly of: string; readonly status: string }
  | { readonly kind: "redeliver"; readonly by: string }
  | { readonly kind: "crash"; readonly point: CrashPoint | undefined }
  /** The processes end in order and start again. */
  | { readonly kind: "restarts" }
  | { readonly kind: "waits"; readonly ms: number }
  | { readonly kind: "settle" };

/** A dialogue in a group and the direct chats around it; always the same for a seed. */
export function dialogueOf(seed: number): readonly Move[] {
  const chance = chanceOf(seed);
  const length = 9 + chance.below(10);
  return Array.from({ length }, () => moves(chance)).flat();
}

const VERBS = [
  "确认",
  "同意",
  "取消",
  "返回",
  "重复",
  "跳过",
  "稍后",
  "继续",
  "人工",
  "帮助",
  "1",
  "2",
];
const COMMANDS = [
  "进度",
  "我的",
  "我的数据",
  "导出我的数据",
  "撤回同意",
  "删除我的数据",
  "语言 英文",
  "测算",
  "急救",
  "绑定",
  "我的报名",
  "取消报名 EV-01",
  "报名 EV-02",
  "签到",
];
const QUESTIONS = [
  "房租最多能减多少？",
  "雏鹰计划怎么还款？",
  "今晚吃什么",
  "我的申请到哪一步了？",
  "Where does my application stand?",
];
const STATUSES = ["accepted", "supplement", "review", "approved", "draft"];

/** What happens next; whoever begins something mostly goes on with it. */
function moves(chance: Chance): readonly Move[] {
  const next = move(chance, pick(chance, MEMBERS));
  if (next.kind !== "says" || !BEGINNINGS.includes(next.text) || chance.below(4) === 0)
    return [next];
  const goesOn = { kind: "answers", by: next.by, turns: turnsOf(chance, 9) } as const;
  const mishap = move(chance, pick(chance, MEMBERS));
  return chance.below(3) === 0 ? [next, mishap, goesOn] : [next, goesOn];
}

const BEGINNINGS: readonly string[] = ["进度", "/status", "报名 EV-01", "报名 EV-02"];

function turnsOf(chance: Chance, most: number): readonly number[] {
  return Array.from({ length: 1 + chance.below(most) }, () => chance.below(60));
}

function move(chance: Chance, one: Member): Move {
  const by = one.id;
  const direct = { in: "direct" } as const;
  const group = () => ({ in: "group", addressed: chance.below(4) > 0 }) as const;
  switch (
    chance.weighted([
      [14, "answers"],
      [18, "begins"],
      [12, "direct"],
      [16, "group"],
      [4, "staff"],
      [3, "types"],
      [4, "codes"],
      [5, "tells"],
      [12, "taps"],
      [3, "redeliver"],
      [5, "crash"],
      [1, "restarts"],
      [3, "waits"],
      [5, "settle"],
    ] as const)
  ) {
    case "answers":
      return { kind: "answers", by: chance.below(6) > 0 ? by : CLERK, turns: turnsOf(chance, 5) };
    case "begins": {
      const text = pick(chance, [...BEGINNINGS, "/event EV-01"]);
      return { kind: "says", by, text, where: chance.below(2) > 0 ? direct : group() };
    }
    case "direct":
      return { kind: "says", by, text: directText(chance, one), where: direct };
    case "group":
      return { kind: "says", by, text: groupText(chance, one), where: group() };
    case "staff": {
      const { name, phone } = one;
      const text = pick(chance, [`${name}您好，请打 ${phone} 联系`, "确认", "可以开", "1"]);
      return { kind: "says", by: CLERK, text, where: direct };
    }
    case "types": {
      const where = chance.below(3) > 0 ? direct : group();
      return { kind: "types", by, back: chance.below(4), where };
    }
    case "codes":
      return { kind: "codes", of: by };
    case "tells":
      return { kind: "tells", of: by, status: pick(chance, STATUSES) };
    case "taps":
      return { kind: "taps", by: pick(chance, PEOPLE).id, back: chance.below(12) };
    case "redeliver":
      return { kind: "redeliver", by };
    case "crash":
      return { kind: "crash", point: pick(chance, [undefined, ...CRASH_POINTS]) };
    case "restarts":
      return { kind: "restarts" };
    case "waits":
      return { kind: "waits", ms: pick(chance, [120_000, 3_600_000]) };
    case "settle":
      return { kind: "settle" };
  }
}

function directText(chance: Chance, one: Member): string {
  const { name, phone, mail, identity, words, application } = one;
  return chance.weighted([
    [5, pick(chance, VERBS)],
    [4, pick(chance, COMMANDS)],
    [2, pick(chance, QUESTIONS)],
    [2, `人工 ${words}`],
    [2, words],
    [2, "改联系方式 打电话给我"],
    [1, phone],
    [1, `我叫${name}，电话 ${phone}，${mail}`],
    [1, `身份证 ${identity}，${words}`],
    [1, `进度 ${application.number}`],
    [1, `/status ${pick(chance, MEMBERS).application.number}`],
    [1, "税务"],
  ]);
}

/** What a member pastes into the group is seen there by itself; the bot must not repeat it. */
function groupText(chance: Chance, { name, phone, mail, words, application }: Member): string {
  return chance.weighted([
    [5, pick(chance, VERBS)],
    [4, pick(chance, COMMANDS)],
    [4, pick(chance, QUESTIONS)],
    [1, `我叫${name}，电话 ${phone}，房租最多能减多少？`],
    [1, `${mail} ${words}`],
    [1, phone],
    [1, "T-1001 到哪了"],
    [1, `进度 ${application.number}`],
    [1, `/status ${pick(chance, MEMBERS).application.number}`],
    [1, `我的编号是 ${application.number}，尾号 ${application.tail}，帮我看看`],
    [1, application.number],
  ]);
}

function pick<Value>(chance: Chance, values: readonly Value[]): Value {
  return chance.weighted(values.map((value) => [1, value] as const));
}

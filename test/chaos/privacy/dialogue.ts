import { CRASH_POINTS, type CrashPoint } from "../../support/simulator/crash-point.ts";
import type { Where } from "../../support/simulator/platform.ts";
import type { Person } from "../../support/simulator/simulator.ts";
import { type Chance, chanceOf } from "../chance.ts";

/** A member of the group, and what nobody else may learn of them. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly mail: string;
  readonly identity: string;
  /** What they ask a desk privately. */
  readonly words: string;
}

/** Three creators; every value is theirs alone. */
export const MEMBERS: readonly Member[] = [
  member("lin", "林小满", "1", "发票要开给远山传媒"),
  member("wu", "吴越", "2", "合同违约金三万八"),
  member("kite", "Blue Kite", "3", "签证差一份结婚证"),
];

function member(id: string, name: string, digit: string, words: string): Member {
  return {
    id,
    name,
    phone: `1371234000${digit}`,
    mail: `${id}.private@example.com`,
    identity: `31011019900101${digit}23X`,
    words,
  };
}

/** The people of the simulation: the creators and the staff of two desks. */
export const PEOPLE: readonly Person[] = [
  ...MEMBERS.map(({ id, name }) => ({ id, name })),
  { id: "desk", name: "小浦", desks: ["tax", "general"] },
];

/** One thing that happens in a dialogue. */
export type Move =
  | { readonly kind: "says"; readonly by: string; readonly text: string; readonly where: Where }
  /** The button so many before the newest one that the member can see, in whatever chat. */
  | { readonly kind: "taps"; readonly by: string; readonly back: number }
  | { readonly kind: "redeliver"; readonly by: string }
  | { readonly kind: "crash"; readonly point: CrashPoint | undefined }
  | { readonly kind: "waits"; readonly ms: number }
  | { readonly kind: "settle" };

/** A dialogue in a group and the direct chats around it; always the same for a seed. */
export function dialogueOf(seed: number): readonly Move[] {
  const chance = chanceOf(seed);
  const length = 14 + chance.below(14);
  return Array.from({ length }, () => move(chance));
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
  "我的数据",
  "导出我的数据",
  "撤回同意",
  "删除我的数据",
  "语言 英文",
  "测算",
  "急救",
];
const QUESTIONS = [
  "房租最多能减多少？",
  "雏鹰计划怎么还款？",
  "今晚吃什么",
  "我的申请到哪一步了？",
];

function move(chance: Chance): Move {
  const one = pick(chance, MEMBERS);
  switch (
    chance.weighted([
      [34, "direct"],
      [22, "group"],
      [8, "staff"],
      [18, "taps"],
      [4, "redeliver"],
      [5, "crash"],
      [3, "waits"],
      [6, "settle"],
    ] as const)
  ) {
    case "direct":
      return { kind: "says", by: one.id, text: directText(chance, one), where: { in: "direct" } };
    case "group": {
      const where = { in: "group", addressed: chance.below(4) > 0 } as const;
      return { kind: "says", by: one.id, text: groupText(chance, one), where };
    }
    case "staff": {
      const text = pick(chance, [`${one.name}您好，请打 ${one.phone} 联系`, "确认", "可以开", "1"]);
      return { kind: "says", by: "desk", text, where: { in: "direct" } };
    }
    case "taps":
      return { kind: "taps", by: pick(chance, PEOPLE).id, back: chance.below(12) };
    case "redeliver":
      return { kind: "redeliver", by: one.id };
    case "crash":
      return { kind: "crash", point: pick(chance, [undefined, ...CRASH_POINTS]) };
    case "waits":
      return { kind: "waits", ms: pick(chance, [120_000, 3_600_000]) };
    case "settle":
      return { kind: "settle" };
  }
}

function directText(chance: Chance, { name, phone, mail, identity, words }: Member): string {
  return chance.weighted([
    [5, pick(chance, VERBS)],
    [3, pick(chance, COMMANDS)],
    [2, pick(chance, QUESTIONS)],
    [2, `人工 ${words}`],
    [3, words],
    [2, "改联系方式 打电话给我"],
    [2, phone],
    [1, `我叫${name}，电话 ${phone}，${mail}`],
    [1, `身份证 ${identity}，${words}`],
    [2, "税务"],
  ]);
}

/** What a member pastes into the group is seen there by itself; the bot must not repeat it. */
function groupText(chance: Chance, { name, phone, mail, words }: Member): string {
  return chance.weighted([
    [5, pick(chance, VERBS)],
    [3, pick(chance, COMMANDS)],
    [4, pick(chance, QUESTIONS)],
    [1, `我叫${name}，电话 ${phone}，房租最多能减多少？`],
    [1, `${mail} ${words}`],
    [1, phone],
    [1, "T-1001 到哪了"],
  ]);
}

function pick<Value>(chance: Chance, values: readonly Value[]): Value {
  return chance.weighted(values.map((value) => [1, value] as const));
}

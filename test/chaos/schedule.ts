import { CRASH_POINTS, type CrashPoint } from "../support/simulator/crash-point.ts";
import type { Where } from "../support/simulator/platform.ts";
import type { Person } from "../support/simulator/simulator.ts";
import { type Chance, chanceOf } from "./chance.ts";

/** Who takes part in every schedule. */
export const PEOPLE = [
  { id: "lin", name: "林小满" },
  { id: "wu", name: "吴越" },
  { id: "kite", name: "Blue Kite", localeTag: "en" },
  { id: "desk", name: "小浦", desks: ["tax", "general"] },
] as const satisfies readonly Person[];

/** Something a member says. */
export interface Saying {
  readonly member: string;
  readonly text: string;
  readonly where: Where;
}

/** One thing that happens; none needs what another one did, so that any of them can be left out. */
export type Operation =
  | ({ readonly kind: "says" } & Saying)
  /** The button or option so many before the newest one that the member can see. */
  | { readonly kind: "taps"; readonly member: string; readonly back: number }
  | { readonly kind: "redeliver"; readonly member: string; readonly last: number }
  /** Several at the same moment, in this order. */
  | {
      readonly kind: "reorder";
      readonly sayings: readonly Saying[];
      readonly order: readonly number[];
    }
  | { readonly kind: "crash"; readonly point?: CrashPoint | undefined }
  | { readonly kind: "later" }
  | { readonly kind: "deploy"; readonly build: number }
  | { readonly kind: "waits"; readonly ms: number }
  | { readonly kind: "settle" };

/** What happens under one seed. */
export interface Schedule {
  readonly seed: number;
  readonly processes: number;
  readonly operations: readonly Operation[];
}

const MINUTE = 60_000;

/** The schedule of a seed: always the same one. */
export function scheduleOf(seed: number): Schedule {
  const chance = chanceOf(seed);
  const processes = 1 + chance.below(2);
  const length = 12 + chance.below(14);
  let marks = 0;
  const mark = () => `m${++marks}`;
  const operations = Array.from({ length }, () => operation(chance, mark));
  return { seed, processes, operations };
}

function operation(chance: Chance, mark: () => string): Operation {
  const member = () => chance.weighted(PEOPLE.map(({ id }) => [1, id] as const));
  const kind = chance.weighted<Operation["kind"]>([
    [40, "says"],
    [12, "taps"],
    [8, "redeliver"],
    [10, "reorder"],
    [14, "crash"],
    [3, "later"],
    [3, "deploy"],
    [4, "waits"],
    [6, "settle"],
  ]);
  switch (kind) {
    case "says":
      return { kind, ...saying(chance, member(), mark) };
    case "taps":
      return { kind, member: member(), back: chance.below(8) };
    case "redeliver":
      return { kind, member: member(), last: 1 + chance.below(3) };
    case "reorder": {
      const one = member();
      const count = 2 + chance.below(3);
      const sayings = Array.from({ length: count }, () =>
        saying(chance, chance.below(3) === 0 ? member() : one, mark),
      );
      return { kind, sayings, order: chance.shuffled(sayings.map((_, index) => index)) };
    }
    case "crash":
      return {
        kind,
        point: chance.weighted<CrashPoint | undefined>([
          [1, undefined],
          ...CRASH_POINTS.map((point) => [1, point] as const),
        ]),
      };
    case "deploy":
      return { kind, build: chance.below(3) };
    case "waits":
      return {
        kind,
        ms: chance.weighted([
          [2, 2 * MINUTE],
          [2, 15 * MINUTE],
          [1, 3 * 60 * MINUTE],
        ]),
      };
    case "later":
    case "settle":
      return { kind };
  }
}

function saying(chance: Chance, member: string, mark: () => string): Saying {
  if (chance.below(5) === 0) return { member, ...groupSaying(chance) };
  const text = chance.weighted<() => string>([
    [6, () => `记 ${mark()}`],
    [6, () => `付 ${mark()}`],
    [3, () => `人工 发票怎么开 ${mark()}`],
    [2, () => "人工"],
    [3, () => "同意"],
    [4, () => "确认"],
    [2, () => "1"],
    [1, () => "改问题"],
    [1, () => `改问题 那增值税呢 ${mark()}`],
    [1, () => "改联系方式 打电话给我"],
    [1, () => "13812345678"],
    [1, () => "返回"],
    [1, () => "取消"],
    [1, () => "稍后"],
    [1, () => "继续"],
    [1, () => "跳过"],
    [1, () => "重复"],
    [2, () => "来访"],
    [2, () => "上海"],
    [1, () => "房租最多能减多少？"],
    [1, () => "How much rent relief can I get?"],
    [1, () => "语言 英文"],
    [1, () => ""],
  ]);
  return { member, text: text(), where: { in: "direct" } };
}

function groupSaying(chance: Chance): Omit<Saying, "member"> {
  const text = chance.weighted([
    [3, "房租最多能减多少？"],
    [2, "人工"],
    [1, "来访"],
    [1, "1"],
    [2, "今晚吃什么"],
  ]);
  return { text, where: { in: "group", addressed: chance.below(3) > 0 } };
}

import { importEvents } from "../../src/domain/events/import.ts";
import { signUp } from "../../src/domain/events/sign-up.ts";
import { databaseNow } from "../../src/store/counts.ts";
import type { Store } from "../../src/store/store.ts";
import type { Simulation } from "../support/simulator/simulator.ts";
import { CAST, type Stage } from "./cast.ts";

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The bot among its people, with events they can sign up for. */
export interface EventStage extends Simulation {
  readonly store: Store;
  /** Seats so many people nobody ever hears of. */
  fills(code: string, count: number): Promise<void>;
}

const QUESTIONS = [
  { id: "name", label: { zh: "称呼", en: "Name" }, type: "text", personal: true },
  { id: "phone", label: { zh: "联系电话", en: "Phone" }, type: "phone", personal: true },
];

/** The answer decides which of the seats somebody may have. */
const ROLE = {
  id: "role",
  label: { zh: "身份", en: "Role" },
  type: "choice",
  options: [
    { id: "student", label: { zh: "学生", en: "Student" } },
    { id: "creator", label: { zh: "创作者", en: "Creator" } },
  ],
};

/** A wall time in Shanghai, so long after an instant (ms UTC). */
function wall(now: number, after: number): string {
  return new Date(now + after + 8 * HOUR).toISOString().slice(0, "2026-12-03T19:00".length);
}

/** Events as staff wrote them down, ten days ahead. */
function demoEvents(now: number): readonly object[] {
  const event = (code: string, zh: string, en: string, more: object) => ({
    code,
    kind: "沙龙",
    title: { zh, en },
    description: { zh: "创作者的活动", en: "For creators" },
    place: { zh: "V聚场二楼", en: "V Juchang, 2nd floor" },
    startsAt: wall(now, 10 * DAY),
    endsAt: wall(now, 10 * DAY + 2 * HOUR),
    closesAt: wall(now, 9 * DAY),
    questions: QUESTIONS,
    ...more,
  });
  // Not by the hour it is now: past midnight a session's words, with both days, fit on no button.
  const evening = Date.parse(`${wall(now, 11 * DAY).slice(0, "2026-12-03".length)}T19:30+08:00`);
  const group = (id: string, zh: string, from: number) => ({
    id,
    title: { zh: `${zh}组`, en: `${zh} group` },
    startsAt: wall(evening, from),
    endsAt: wall(evening, from + HOUR),
    capacity: 2,
  });
  return [
    event("EV-01", "AI开放麦", "AI open mic", { capacity: 60 }),
    event("EV-05", "声音创作夜", "Sound night", {
      sessions: [group("a", "19:30", 0), group("b", "20:30", HOUR)],
      startsAt: undefined,
      endsAt: undefined,
      closesAt: wall(now, 10 * DAY),
    }),
    event("EV-03", "一小时工作坊", "Workshop", { capacity: 9, closesAt: wall(now, 10 * MINUTE) }),
    event("EV-02", "微短剧沙龙", "Short drama salon", { capacity: 1 }),
    event("EV-07", "高校选题日", "Campus topics day", {
      sessions: [group("a", "上午", 0), group("b", "下午", HOUR)],
      startsAt: undefined,
      endsAt: undefined,
      closesAt: wall(now, 10 * DAY),
      questions: [...QUESTIONS, ROLE],
      quotas: [
        {
          id: "students",
          label: { zh: "学生", en: "Students" },
          capacity: 1,
          when: { role: "student" },
        },
      ],
    }),
  ];
}

/** Opens the demo events to sign-up in a database that knows none of them. */
export async function writeDownEvents(store: Pick<Store, "inTransaction">): Promise<void> {
  const { now } = await store.inTransaction(databaseNow);
  const imported = await importEvents(store.inTransaction, JSON.stringify(demoEvents(now)), {
    zone: "Asia/Shanghai",
    state: "open",
    now,
  });
  if (imported.problems.length > 0) throw new Error(JSON.stringify(imported.problems));
}

/** Sets the stage with the demo events. */
export async function startEvents(stage: Stage, processes = 1, people = CAST): Promise<EventStage> {
  const stores: Store[] = [];
  const bot = await stage.start(
    (shipped) => (store) => {
      stores.push(store);
      return shipped(store);
    },
    processes,
    people,
  );
  const store = stores.at(-1);
  if (!store) throw new Error("No process was started");
  await writeDownEvents(store);
  const office = await store.installations.ensure("web", "office");
  const fills = async (code: string, count: number) => {
    for (let index = 0; index < count; index += 1) {
      const person = await store.people.ensureAccount(office, `${code}-${index}`);
      await store.inTransaction((transaction) =>
        signUp(transaction, {
          person,
          code,
          name: undefined,
          locale: "zh-CN",
          session: undefined,
          answers: { name: "某人", phone: "13800000000" },
          guest: undefined,
        }),
      );
    }
  };
  return Object.assign(bot, { store, fills });
}

/** From the group's card to the review card, for somebody who was never asked before. */
export async function fillSignUp(bot: Simulation, member: string, name: string): Promise<void> {
  await bot.says(member, "同意");
  await bot.says(member, name);
  await bot.says(member, "138 0000 0000");
  await bot.settle();
}

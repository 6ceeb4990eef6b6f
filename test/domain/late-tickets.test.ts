import { describe, expect, test } from "vitest";
import {
  answerTicket,
  followUpTicket,
  openTicket,
  takeTicket,
} from "../../src/domain/desk-work.ts";
import { remindOfLateTickets } from "../../src/domain/late-tickets.ts";
import { setPosition } from "../../src/store/staff.ts";
import { openWorld } from "./events/support.ts";

const world = openWorld();
const WORDS = "我叫林小满，发票怎么开";

/** In Shanghai, a week of its own for each test: day 1 is a Monday. */
const at = (day: number, time: string) => Date.parse(`2031-09-0${day}T${time}:00+08:00`);
const remind = (now: number) =>
  world.run((transaction) => remindOfLateTickets(transaction, { zone: "Asia/Shanghai", now }));

/** Somebody asks the tax desk at that time, where this clerk works. */
async function asked(name: string, when: number) {
  await world.sql("update staff set desks = '{}', role = 'viewer'");
  await world.sql("update tickets set state = 'closed'");
  await world.sql(`insert into spaces (id, installation, platform_id, kind)
    values ('space-tickets', '${world.installation}', 'tickets', 'direct') on conflict do nothing`);
  const [lin, clerk] = [await world.person(`lin-${name}`), await world.person(`clerk-${name}`)];
  await world.run((transaction) =>
    setPosition(transaction, clerk, { role: "specialist", desks: ["tax"] }),
  );
  const opened = await world.run((transaction) =>
    openTicket(transaction, {
      person: lin,
      name: "林小满",
      locale: "zh-CN",
      desk: "tax",
      suggested: null,
      question: WORDS,
      public: false,
      at: { space: "space-tickets" },
      messageId: null,
      phone: null,
      source: null,
    }),
  );
  if (opened.kind !== "opened") throw new Error(opened.kind);
  const back = (code: string, time: number) =>
    world.sql(
      `update tickets set created_at = to_timestamp(${time / 1000}) where code = '${code}'`,
    );
  await back(opened.code, when);
  return { lin, clerk, code: opened.code };
}

describe("a ticket without an answer", () => {
  test("is reminded of after a working day, once, by its code alone, with buttons", async () => {
    const { clerk, code } = await asked("monday", at(1, "15:00"));
    expect(await remind(at(2, "14:59"))).toBe(0);
    expect(await remind(at(2, "15:00"))).toBe(1);
    expect(await remind(at(2, "15:01"))).toBe(0);
    const heard = await world.heard(clerk);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatch(new RegExp(`工单 ${code} 还没有回复[\\s\\S]*一个工作日`));
    expect(heard[0]).not.toMatch(/林小满|发票/);
  });

  test.each([
    ["friday", at(5, "10:00"), at(8, "09:59"), at(8, "10:00")],
    ["saturday", at(6, "10:00"), at(8, "17:59"), at(9, "09:00")],
    ["sunday", at(7, "22:00"), at(8, "17:59"), at(9, "09:00")],
    ["monday night", at(1, "20:00"), at(2, "21:00"), at(3, "09:00")],
  ])(
    "that was asked on a %s is not reminded of at a weekend or at night",
    async (name, when, before, then) => {
      const { clerk } = await asked(name, when);
      expect(await remind(before)).toBe(0);
      expect(await remind(then)).toBe(1);
      expect(await world.heard(clerk)).toHaveLength(1);
    },
  );

  test("that somebody took is theirs to be reminded of, as long as they work there", async () => {
    const { clerk, code } = await asked("taken", at(1, "10:00"));
    const other = await world.person("other-at-tax");
    await world.run((transaction) =>
      setPosition(transaction, other, { role: "specialist", desks: ["tax"] }),
    );
    await world.run((transaction) => takeTicket(transaction, code, clerk));
    await remind(at(2, "10:00"));
    expect(
      [await world.heard(clerk), await world.heard(other)].map(({ length }) => length),
    ).toEqual([1, 0]);
    const left = await asked("left", at(1, "10:00"));
    await world.run(async (transaction) => {
      await takeTicket(transaction, left.code, left.clerk);
      await setPosition(transaction, left.clerk, undefined);
      await setPosition(transaction, other, { role: "specialist", desks: ["tax"] });
    });
    await remind(at(2, "10:00"));
    expect((await world.heard(other)).at(-1)).toContain(left.code);
  });

  test("that was answered is not; a further question waits anew", async () => {
    const { clerk, code, lin } = await asked("answered", at(1, "10:00"));
    await world.run(async (transaction) => {
      await takeTicket(transaction, code, clerk);
      await answerTicket(transaction, code, clerk, "在电子税务局开。");
    });
    expect(await remind(at(2, "12:00"))).toBe(0);
    await world.run((transaction) => followUpTicket(transaction, code, lin, "那里打不开"));
    await world.sql(`update ticket_messages set at = to_timestamp(${at(3, "11:00") / 1000})
      where author = 'asker'`);
    expect(await remind(at(4, "10:00"))).toBe(0);
    expect(await remind(at(4, "11:00"))).toBe(1);
    expect((await world.heard(clerk)).at(-1)).toContain(code);
  });

  test("is reminded of however many wait longer at a desk with nobody", async () => {
    const { clerk, lin } = await asked("behind", at(2, "10:00"));
    await world.sql(`insert into tickets (id, asker, desk, locale, masked, sealed, public, space, created_at)
      select 'nobody-' || n, '${lin}', 'justice', 'zh-CN', '', '', false, 'space-tickets',
        to_timestamp(${at(1, "10:00") / 1000}) from generate_series(1, 25) n`);
    expect(await remind(at(3, "10:00"))).toBe(1);
    expect(await world.heard(clerk)).toHaveLength(1);
  });

  test("is reminded of once by two processes", async () => {
    const { clerk } = await asked("two", at(1, "10:00"));
    await Promise.all([remind(at(2, "10:00")), remind(at(2, "10:00"))]);
    expect(await world.heard(clerk)).toHaveLength(1);
  });
});

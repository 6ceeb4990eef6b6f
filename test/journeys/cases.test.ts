import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KITE, LIN, until } from "../adapters/slack/slack-service.ts";
import {
  type BothPlatforms,
  type Chatter,
  hearsIn,
  onSlack,
  onTelegram,
  startBothPlatforms,
} from "./both-platforms.ts";

let both: BothPlatforms;

beforeAll(async () => {
  both = await startBothPlatforms();
});
afterAll(async () => {
  expect(both.telegram.refusals()).toEqual([]);
  expect(both.slack.mistakes()).toEqual([]);
  await both.stop();
});

const PRIVATE = /JRN-|雏鹰计划 · |评审|补正|7019|星河漫游|Fledgling Plan · |Under review/u;

describe.each(["telegram", "slack"] as const)("on %s", (platform) => {
  let lin: Chatter;
  let kite: Chatter;

  beforeAll(() => {
    const isTelegram = platform === "telegram";
    lin = isTelegram ? onTelegram(both, "林小满") : onSlack(both, LIN, KITE);
    kite = isTelegram ? onTelegram(both, "Blue Kite", "en") : onSlack(both, KITE, LIN);
  });

  test("asked in a group, told privately: bound over a restart, read, muted, and each change one message", async () => {
    const number = platform === "telegram" ? "JRN-10001" : "JRN-20001";
    await both.tells({ number, status: "评审中" });
    await lin.saysInGroup(platform === "telegram" ? "/status" : "进度");
    await hearsIn(lin, /核对是不是本人/u);
    await lin.taps("同意");
    await hearsIn(lin, /申请编号是多少/u);
    await lin.says(number.toLowerCase());
    await hearsIn(lin, /后四位是多少/u);
    await both.restart();
    await lin.says("7019");
    await hearsIn(lin, /最后一步/u);
    await lin.says(await both.codeFor(number));
    const card = await hearsIn(lin, /对上了[\s\S]*雏鹰计划 · 评审中/u);
    expect(card).toMatch(/材料齐了，项目正在评审[\s\S]*轮到窗口/u);

    let from = lin.heard().length;
    await lin.taps("静音");
    await hearsIn(lin, /先不发/u, from);
    from = lin.heard().length;
    expect(await both.tells({ number, status: "已受理" })).toBe("changed");
    expect(
      await both.tells({ number, status: "材料需补正", dueAt: "2099-12-01", missing: ["护照"] }),
    ).toBe("changed");
    const asked = await hearsIn(lin, /材料需补正/u, from);
    expect(asked).toMatch(/轮到你了[\s\S]*护照[\s\S]*2099年12月1日/u);
    expect(asked).not.toContain("已受理");

    from = lin.heard().length;
    await lin.says("进度");
    const timeline = await hearsIn(lin, /之前[\s\S]*(?:已受理[\s\S]*评审中)/u, from);
    expect(timeline).toContain("已静音");
    await lin.taps("取消静音");
    await hearsIn(lin, /有变化就告诉你/u, from);
    from = lin.heard().length;
    const line = `${number},雏鹰计划,星河漫游,13712347019,已通过待签约,${soon()},,,`;
    expect(await both.imports(line)).toMatchObject({ changed: 1 });
    await hearsIn(lin, /已通过待签约/u, from);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(lin.heard().slice(from)).toHaveLength(1);
    expect(lin.groupHeard().join("\n")).not.toMatch(PRIVATE);
    expect(kite.heard().join("\n")).not.toMatch(PRIVATE);
  });

  test("in English for whoever's app is in English; a wrong code and somebody else's number say the same", async () => {
    const number = platform === "telegram" ? "JRN-10002" : "JRN-20002";
    await both.tells({ number, status: "评审中" });
    const tries = async (typed: string, code: string, ends = /didn't match/u) => {
      let from = kite.heard().length;
      const goesOn = async (pattern: RegExp, text: string) => {
        await hearsIn(kite, pattern, from);
        from = kite.heard().length;
        await kite.says(text);
      };
      await kite.says(platform === "telegram" ? "/status" : "status");
      await until("a question", () => kite.heard().length > from);
      if (/Do you agree/u.test(kite.heard().slice(from).join())) {
        await kite.taps("I agree");
      }
      await goesOn(/number of your application/u, typed);
      await goesOn(/last four digits/u, "7019");
      await goesOn(/Last step/u, code);
      return hearsIn(kite, ends, from);
    };
    const wrong = await tries(number, "AAAA2222");
    const foreign = await tries(platform === "telegram" ? "JRN-10001" : "JRN-20001", "AAAA2222");
    expect(foreign).toBe(wrong);
    const bound = await tries(number, await both.codeFor(number), /It matches[\s\S]*Whose turn/u);
    expect(bound).toMatch(/It matches[\s\S]*Fledgling Plan · Under review[\s\S]*Whose turn/u);
    expect(kite.groupHeard().join("\n")).not.toMatch(PRIVATE);
  });

  test("a number pasted in the group is answered privately with a warning", async () => {
    const from = lin.heard().length;
    const number = "NON-730951";
    await lin.saysInGroup(
      platform === "telegram" ? `/ask 我的编号 ${number}` : `我的编号 ${number}`,
    );
    const warned = await hearsIn(lin, /申请编号别发在群里/u, from);
    expect(warned).not.toContain(number);
    const line = await until("a line", () => lin.groupHeard().at(-1));
    expect(line).not.toMatch(/NON-|编号/u);
  });
});

/** A minute ahead, as lists write it: later than any change told so far. */
function soon(): string {
  return new Date(Date.now() + 8 * 3_600_000 + 60_000).toISOString().slice(0, 16).replace("T", " ");
}

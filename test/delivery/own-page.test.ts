import { describe, expect, test } from "vitest";
import { withOwnPage } from "../../src/delivery/sending/own-page.ts";
import type { SendCommand } from "../../src/engine/command.ts";
import type { Intent } from "../../src/engine/intent.ts";
import { converse } from "../support/conversation.ts";
import { fakeEvents } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";
import { fakeStatus } from "../support/fake-status.ts";

const page = { kind: "answer", lane: "l", run: 1, question: 2, option: "!page" } as const;
const ask: Intent = { kind: "ask", text: "手机号是多少？", hint: "可以跳过", page };
const pageOf = () => "https://juchang.example/q/t";

describe("a personal question", () => {
  test("becomes a link on a foreign platform, in both languages", () => {
    for (const platform of ["telegram", "slack"] as const) {
      const sent = withOwnPage(ask, platform, "zh-CN", pageOf);
      expect(sent).toMatchObject({
        kind: "say",
        text: expect.stringMatching(/手机号是多少？\n\n可以跳过\n\n请不要打在聊天里/),
        buttons: [{ action: { kind: "link", url: "https://juchang.example/q/t" } }],
      });
      expect(withOwnPage(ask, platform, "en", pageOf).text).toContain("don't type it in the chat");
    }
  });

  test("stays as it is on our own pages, and with the switch off", () => {
    expect(withOwnPage(ask, "web", "zh-CN", pageOf)).toBe(ask);
    expect(withOwnPage(ask, "telegram", "zh-CN", undefined)).toBe(ask);
    const { page: _page, ...plain } = ask;
    expect(withOwnPage(plain, "telegram", "zh-CN", pageOf)).toBe(plain);
  });
});

test("the number, the digits and the code of an application have pages; consent has none", async () => {
  const services = { status: fakeStatus() };
  const lin = converse(definition(deskServices(createLedger()), undefined, undefined, services));
  const pages = (said: Awaited<ReturnType<typeof lin.says>>) =>
    said.sent.map(({ intent }) => intent.kind === "ask" && intent.page !== undefined);
  expect(pages(await lin.says("进度"))).toEqual([false]);
  expect(pages(await lin.tapsLabel("同意"))).toEqual([true]);
  expect(pages(await lin.says("FAKE-0001"))).toEqual([true]);
  expect(pages(await lin.says("0042"))).toEqual([true]);
});

test("the phone that a desk is to call has a page; the question for the desk has none", async () => {
  const lin = converse(definition(deskServices(createLedger())));
  await lin.says("人工 发票怎么开");
  await lin.says("同意");
  await lin.says("改联系方式");
  expect(lin.heard.filter(hasPage)).toEqual([]);
  const asked = (await lin.says("打电话给我")).sent.filter(hasPage);
  expect(asked.map(({ intent }) => intent.text)).toMatchObject([expect.stringContaining("手机号")]);
});

test("the personal questions of an event have pages, its others have none", async () => {
  const events = fakeEvents({ requests: [] });
  const lin = converse(definition(deskServices(createLedger()), undefined, undefined, { events }));
  await lin.says("报名 EV-01");
  const said = [await lin.says("同意"), await lin.says("小满"), await lin.says("13800000000")];
  expect(said.map(({ sent }) => sent.filter(hasPage).length)).toEqual([1, 1, 0]);
  expect((await lin.says("2")).sent.filter(hasPage)).toEqual([]);
});

const hasPage = ({ intent }: SendCommand) => intent.kind === "ask" && intent.page !== undefined;

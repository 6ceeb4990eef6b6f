import { describe, expect, test } from "vitest";
import type { EventServices, PosterOffer } from "../../flows/events/services.ts";
import { converse, openRuns } from "../support/conversation.ts";
import { eventOf, fakeEvents } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

const PICTURE = { reference: "p1", name: "海报.png", size: 2_000, type: "image/png" };

function talk(changes: Partial<EventServices> & Parameters<typeof fakeEvents>[0] = {}) {
  const offers: PosterOffer[] = [];
  const events = fakeEvents({
    mayManage: async () => true,
    offerPoster: async (_transaction, offer) => {
      offers.push(offer);
      return { kind: "noted" };
    },
    ...changes,
  });
  const lin = converse(definition(deskServices(createLedger()), undefined, undefined, { events }));
  const sends = (files: readonly object[] = [PICTURE], space: "direct" | "group" = "direct") =>
    lin.happens(
      { kind: "file", messageId: "m9", addressed: false, files: files as (typeof PICTURE)[] },
      { space },
    );
  return { lin, offers, sends };
}

describe("an event's poster", () => {
  test("is asked for and taken with the file sent next", async () => {
    const { lin, offers, sends } = talk();
    expect((await lin.says("海报 EV-01")).text).toMatch(/“AI开放麦”的海报.*最大 5 MB/);
    expect((await sends()).text).toContain("正在检查图片");
    expect(offers).toEqual([
      { staff: expect.any(String), code: "EV-01", space: "direct1", reference: "p1" },
    ]);
    expect(openRuns(lin)).toEqual([]);
  });

  test.each([
    ["an empty file", [{ ...PICTURE, size: 0 }], "空的"],
    ["more than 5 MB", [{ ...PICTURE, size: 5 * 1024 * 1024 + 1 }], "最多 5 MB"],
    ["a document", [{ ...PICTURE, type: "application/pdf" }], "这不是图片"],
    ["two at once", [PICTURE, PICTURE], "只发一张"],
  ])("%s is refused politely, and the question stays open", async (_what, files, words) => {
    const { lin, offers, sends } = talk();
    await lin.says("海报 ev 01");
    expect((await sends(files)).text).toContain(words);
    expect(offers).toEqual([]);
    expect((await lin.says("好看的那张")).text).toContain("等的是图片");
    await sends();
    expect(offers).toHaveLength(1);
  });

  test("is not taken in a group", async () => {
    const { lin, offers, sends } = talk();
    await lin.says("海报 EV-01");
    await sends([PICTURE], "group");
    expect(offers).toEqual([]);
  });

  test.each([
    ["海报 EV-01 删除", "removed", "海报去掉了"],
    ["/poster EV-01 remove", "unchanged", "That event has no poster"],
    ["海报 EV-01 删除", "not_found", "没有找到这场活动"],
    ["海报 EV-01 删除", "not_staff", "只有活动工作人员"],
  ] as const)("“%s” takes it away (%s)", async (said, kind, words) => {
    const codes: string[] = [];
    const { lin } = talk({
      removePoster: async (_transaction, _staff, code) => {
        codes.push(code);
        return { kind };
      },
    });
    expect((await lin.says(said)).text).toContain(words);
    expect(codes).toEqual(["EV-01"]);
  });

  test.each(["not_found", "not_staff"] as const)(
    "what became of its event meanwhile: %s",
    async (kind) => {
      const { lin, sends } = talk({ offerPoster: async () => ({ kind }) });
      await lin.says("海报 EV-01");
      expect((await sends()).text).toMatch(/没有找到这场活动|只有活动工作人员/);
    },
  );

  test("is for staff only, and says so privately", async () => {
    const { lin, offers, sends } = talk({ mayManage: async () => false });
    expect((await lin.says("海报 EV-01")).text).toContain("只有活动工作人员能用");
    await sends();
    expect(offers).toEqual([]);
  });

  test("is shown with the event's details, with words for those who cannot see it", async () => {
    const event = { ...eventOf("EV-01", "AI开放麦"), hasPoster: true, posterVersion: "v1" };
    const { lin } = talk({ events: [event] });
    const shown = await lin.says("活动详情 EV-01");
    expect(shown.sent.at(-1)?.intent.attachments).toEqual([
      { kind: "poster", label: "海报：AI开放麦", version: "v1" },
    ]);
    expect((await lin.says("海报 EV-01")).text).toContain("海报 EV-01 删除");
  });
});

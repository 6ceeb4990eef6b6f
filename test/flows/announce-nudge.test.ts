import { describe, expect, it } from "vitest";
import type { AnnounceServices } from "../../flows/announce/services.ts";
import { converse } from "../support/conversation.ts";
import { fakeAnnounce, STANDING } from "../support/fake-announce.ts";
import { fakeKnowledge } from "../support/fake-knowledge.ts";
import { createLedger, definition, deskServices, fakePolicy } from "../support/fake-services.ts";

function talk(changes: Partial<AnnounceServices> = {}) {
  const done: unknown[] = [];
  const bot = definition(deskServices(createLedger()), fakePolicy, fakeKnowledge({}, []), {
    announce: fakeAnnounce(changes, done),
  });
  return { somebody: converse(bot), done };
}

const open = (command: string, args: string) => ({ kind: "open", command, args }) as const;
const BODY = { zh: "正文", en: "A text" };
const DONE = { kind: "done", author: [], approvers: [], body: BODY } as const;

describe("the required readers of an announcement", () => {
  it("reminds whoever must confirm and has not, and says who was left alone", async () => {
    const waiting = { ...STANDING, acts: ["nudge", "status"] } as const;
    const { somebody, done } = talk({
      act: async (_transaction, _person, act, id) => {
        done.push([act, id]);
        if (act !== "nudge") return { ...DONE, standing: waiting, act };
        return { kind: "nudged", reminded: 2, recently: 1, muted: 3, unreachable: 4 };
      },
    });
    await somebody.taps(open("announce-do", "status-broadcast00001"));
    const { text } = await somebody.tapsLabel("提醒还没确认的");
    expect(done.at(-1)).toEqual(["nudge", "broadcast00001"]);
    expect(text).toContain("已私下提醒 2 人");
    expect(text).toContain("1 人 24 小时内提醒过");
    expect(text).toContain("4 人联系不上、3 人关闭了这个话题");
  });

  it("says of a reminder only what there is to say", async () => {
    const counts = { reminded: 1, recently: 0, muted: 0, unreachable: 0 };
    const { somebody } = talk({ act: async () => ({ kind: "nudged", ...counts }) });
    const { text } = await somebody.taps(open("announce-do", "nudge-broadcast00001"));
    expect(text).toBe("已私下提醒 1 人确认已阅。");
  });
});

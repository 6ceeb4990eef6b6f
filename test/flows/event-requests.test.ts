import { describe, expect, it } from "vitest";
import { converse, openRuns } from "../support/conversation.ts";
import { fakeEvents, seatOf } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

function talk(changes: Parameters<typeof fakeEvents>[0] = {}) {
  const events = fakeEvents({ mayManage: async () => true, ...changes });
  return converse(definition(deskServices(createLedger()), undefined, undefined, { events }));
}

const REQUEST = {
  ...seatOf({
    state: "requested",
    answers: { name: "小满", phone: "+8613800000000", why: "想学" },
  }),
  person: "p1",
  name: "林小满",
  noShow: false,
  locale: "zh-CN",
  labels: { why: { zh: "为什么想来", en: "Why" } },
  personal: ["name", "phone"],
} as const;

const open = (command: string, args: string) => ({ kind: "open", command, args }) as const;
const GROUP = { space: "group" } as const;

describe("deciding on a request", () => {
  it("shows who asks, what they answered and no phone number, then does what is tapped", async () => {
    const decided: boolean[] = [];
    const staff = talk({
      applicant: async () => REQUEST,
      decide: async (_transaction, _staff, _seat, approved) => {
        decided.push(approved);
        return approved ? { kind: "approved", person: "p1" } : { kind: "rejected", person: "p1" };
      },
    });
    const shown = await staff.taps(open("seat-decide", "seat1-look"));
    expect(shown.text).toMatch(/AI开放麦[\s\S]*林小满[\s\S]*为什么想来[\s\S]*想学/);
    expect(shown.text).not.toContain("138");
    expect((await staff.tapsLabel("婉拒")).text).toContain("已婉拒");
    expect((await staff.taps(open("seat-decide", "seat1-approve"))).text).toContain("已通过");
    expect(decided).toEqual([false, true]);
    expect(openRuns(staff)).toEqual([]);
  });

  it.each([
    [{ kind: "full" }, "名额已经满了"],
    [{ kind: "decided", state: "taken" }, "已经处理过了：已有位子"],
    [{ kind: "not_found" }, "已经没有了"],
    [{ kind: "not_staff" }, "只有活动工作人员"],
  ] as const)("says what came of it: %o", async (result, words) => {
    const staff = talk({ applicant: async () => REQUEST, decide: async () => result });
    expect((await staff.taps(open("seat-decide", "seat1-approve"))).text).toContain(words);
  });

  it("is for staff only", async () => {
    const lin = talk();
    expect((await lin.taps(open("seat-decide", "seat1-approve"))).text).toContain(
      "只有活动工作人员",
    );
    expect(openRuns(lin)).toEqual([]);
  });
});

describe("putting a card into a group", () => {
  const posts = (changes: Parameters<typeof fakeEvents>[0] = {}) => {
    const posted: string[] = [];
    const person = talk({
      postCard: async (_transaction, _at, code) => {
        posted.push(code);
        return code === "EV-01" ? { kind: "posted" } : { kind: "not_found" };
      },
      ...changes,
    });
    return { person, posted };
  };

  it("is done at staff's word in the group, and nowhere else", async () => {
    const { person, posted } = posts();
    await person.says("发活动 EV-01", GROUP);
    expect(posted).toEqual(["EV-01"]);
    expect((await person.says("/postevent EV-09", GROUP)).text).toContain("没有找到");
    expect((await person.says("发活动 EV-01")).text).toContain("在要发卡片的群里");
    expect(posted).toEqual(["EV-01", "EV-09"]);
  });

  it("is for staff only", async () => {
    const { person, posted } = posts({ mayManage: async () => false });
    const answer = await person.says("发活动 EV-01", GROUP);
    expect(answer.text).toContain("只有活动工作人员");
    expect(posted).toEqual([]);
  });
});

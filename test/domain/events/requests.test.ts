import { describe, expect, test } from "vitest";
import { applicant } from "../../../src/domain/events/applicant.ts";
import { decide } from "../../../src/domain/events/decide.ts";
import { changeAnswers, mySeat } from "../../../src/domain/events/own-seat.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { setPosition } from "../../../src/store/staff.ts";
import { eventOf, openWorld } from "./support.ts";

const world = openWorld();
const NAME = { id: "name", label: "称呼", type: "text", personal: true };
const ROLE = {
  id: "role",
  label: "身份",
  type: "choice",
  options: [
    { id: "student", label: "学生" },
    { id: "other", label: "其他" },
  ],
};
const PHONE = { id: "phone", label: "电话", type: "phone", personal: true, required: false };

async function seatOf(person: string, code: string, answers: Record<string, string>) {
  const result = await world.signUp(person, code, { answers });
  if (result.kind !== "seated" && result.kind !== "requested") throw new Error(result.kind);
  return result.seat;
}

describe("a request where staff pick", () => {
  test("is told to those who decide, without a word of the person's, and can be turned down", async () => {
    const clerk = await world.person("clerk");
    await world.run((transaction) =>
      setPosition(transaction, clerk, { role: "operator", desks: [] }),
    );
    await world.add(eventOf("ASK-1", { approval: true, questions: [NAME] }));
    const lin = await world.person("lin");
    const seat = await seatOf(lin, "ASK-1", { name: "林小满" });
    const [news = "", ...more] = await world.heard(clerk);
    expect(more).toEqual([]);
    expect(news).toMatch(/有人申请名额[\s\S]*数字沙龙/);
    expect(news).not.toContain("林小满");
    const look = (who: string) => world.run((transaction) => applicant(transaction, seat, who));
    expect(await look(clerk)).toMatchObject({ code: "ASK-1", personal: ["name"] });
    expect(await look(lin)).toBeUndefined();
    const turnDown = (who: string) =>
      world.run((transaction) => decide(transaction, who, seat, false));
    expect(await turnDown(lin)).toEqual({ kind: "not_staff" });
    expect(await turnDown(OPERATOR)).toEqual({ kind: "rejected", person: lin });
    expect((await world.heard(lin)).at(-1)).toContain("没能给你安排上");
    expect(await turnDown(OPERATOR)).toEqual({ kind: "decided", state: "released" });
    expect(await world.run(recount)).toEqual([]);
    await seatOf(lin, "ASK-1", { name: "林小满" });
    expect(await world.heard(clerk)).toHaveLength(2);
  });
});

describe("changing answers", () => {
  test("keeps what is valid, whole or not at all, and never the answer that decides on the kind of seat", async () => {
    const quotas = [{ id: "students", label: "学生", capacity: 1, when: { role: "student" } }];
    const questions = [NAME, ROLE, PHONE];
    await world.add(eventOf("CHG-1", { capacity: 2, questions, quotas }));
    const lin = await world.person("changing lin");
    const seat = await seatOf(lin, "CHG-1", { name: "小满", role: "student" });
    const change = (who: string, answers: Record<string, string>) =>
      world.run((transaction) =>
        changeAnswers(transaction, who, seat, { answers, name: undefined }),
      );
    const answers = async () =>
      (await world.run((transaction) => mySeat(transaction, seat, lin)))?.answers;
    expect(await change(lin, { name: "满满", phone: "0086 139-0000-0001" })).toEqual({
      kind: "changed",
    });
    const kept = { name: "满满", phone: "+8613900000001", role: "student" };
    expect(await answers()).toEqual(kept);
    expect(await change(lin, { name: "又一个", phone: "12" })).toEqual({
      kind: "invalid_answers",
      questions: ["phone"],
    });
    expect(await change(lin, { role: "other" })).toEqual({
      kind: "fixed_answer",
      question: "role",
    });
    const other = await world.person("somebody else");
    expect(await change(other, { name: "别人" })).toEqual({ kind: "not_found" });
    expect(await answers()).toEqual(kept);
  });

  test("leaves neither the person's nor the guest's name readable, and loses neither", async () => {
    const wish = { id: "wish", label: "想问的", type: "text", required: false };
    await world.add(eventOf("CHG-2", { guests: true, questions: [NAME, wish] }));
    const lin = await world.person("naming lin");
    const signedUp = await world.signUp(lin, "CHG-2", {
      name: "林小满",
      guest: "吴越",
      answers: { name: "林小满", wish: "先问一句" },
    });
    const seat = signedUp.kind === "seated" ? signedUp.seat : "";
    const change = (answers: Record<string, string>) =>
      world.run((transaction) =>
        changeAnswers(transaction, lin, seat, { answers, name: "林小满" }),
      );
    expect(await change({ wish: "林小满带吴越来，要靠门的座" })).toEqual({ kind: "changed" });
    const kept = () =>
      world.sql(`select masked from seat_answers where seat = '${seat}' and question = 'wish'`);
    expect(await kept()).toEqual([{ masked: "〔姓名〕带〔姓名〕来，要靠门的座" }]);
    const view = await world.run((transaction) => mySeat(transaction, seat, lin));
    expect(view).toMatchObject({
      guest: "吴越",
      answers: { name: "林小满", wish: "林小满带吴越来，要靠门的座" },
    });
    expect(await change({ wish: "" })).toEqual({ kind: "changed" });
    expect(await kept()).toEqual([]);
  });
});

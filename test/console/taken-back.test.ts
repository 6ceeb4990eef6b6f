import { expect, test } from "vitest";
import type { SendResult } from "../../src/engine/adapter.ts";
import { SOON, useAnnouncing } from "../delivery/announcing-stage.ts";
import { consoleOn, signedIn, staffMember } from "./visitor.ts";

const stage = useAnnouncing();
const { at, start, copies, people, announced, act, look, until } = stage;

/** The recipients' states and reasons as the page shows them, in their order. */
const statesOn = (page: string) =>
  (/<tbody[\s\S]*<\/tbody>/.exec(page)?.[0] ?? "").split("</tr>").flatMap((row) => {
    const state = /class="badge [a-z]+">([^<]+)</.exec(row)?.[1];
    const reason = /<td[^>]*><div>([^<]*)<\/div><\/td>\s*$/.exec(row)?.[1] ?? "?";
    return state === undefined ? [] : [`${state} ${reason}`.trim()];
  });

test("after a recall each recipient's copy is shown as taken back, or not and why", async () => {
  await start();
  const known = await people(6);
  const id = await announced([{ kind: "people", people: known }]);
  const troubles = new Map<string, SendResult>([
    ["direct:4", { kind: "uncertain", reason: "no answer" }],
    ["direct:5", { kind: "unreachable", reason: "blocked" }],
  ]);
  stage.adapter.decide = ({ space, intent }) =>
    intent.title === "余位提醒" ? troubles.get(space.platformId) : undefined;
  await act("submit", id);
  await until(id, "done");
  const copyTo = (chat: string) => {
    const copy = copies().find(({ space }) => space.platformId === chat);
    return `${stage.installation}-${copy ? stage.adapter.arrived.indexOf(copy) + 1 : 0}`;
  };
  const [old, forbidden] = [copyTo("direct:2"), copyTo("direct:3")];
  const { retract } = stage.adapter;
  stage.adapter.retractable = (messageId) => messageId !== old;
  stage.adapter.retract = async (retraction) =>
    retraction.messageId === forbidden
      ? { kind: "refused", reason: "status 400" }
      : retract(retraction);

  const staff = await staffMember(at.store, "recaller", "operator");
  const { browser } = await signedIn(at.store, consoleOn(at.store), staff);
  const shown = async (language: string) => {
    await browser.get(`/console/language/${language}`);
    return statesOn(await (await browser.get(`/console/broadcasts/${id}`)).text()).toSorted();
  };
  const before = ["不确定 no answer", "联系不上 blocked", ...Array(4).fill("已送达")];
  expect(await shown("zh-CN")).toEqual(before.toSorted());

  await act("recall", id);
  await expect.poll(async () => (await look(id)).corrected.done, SOON).toBe(3);
  const kept = ["没能撤回 past window", "没能撤回 status 400", "没能撤回 no answer"];
  expect(await shown("zh-CN")).toEqual(
    ["已撤回", "已撤回", "联系不上 blocked", ...kept].toSorted(),
  );
  expect(await shown("en")).toEqual(
    [
      ...["Taken back", "Taken back", "Unreachable blocked"],
      ...kept.map((one) => one.replace("没能撤回", "Could not be taken back")),
    ].toSorted(),
  );
  // The copy that may have arrived has no id to be deleted by: its note counts as one, and not as deleted.
  const { retracted, corrected } = await look(id);
  expect(retracted).toEqual({ done: 2, pastWindow: 1, failed: 2, pending: 0 });
  expect(corrected).toMatchObject({ done: 3, failed: 0 });
});

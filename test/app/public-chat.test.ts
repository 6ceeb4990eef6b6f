import { expect, test } from "vitest";
import { chatVisitor } from "../support/chat-visitor.ts";
import { testDatabase } from "../support/postgres.ts";
import { memberOf } from "./playground.ts";
import { startTestApp, useApp } from "./running.ts";

const app = useApp({ PUBLIC_CHAT: "on" });

test("the public chat is off unless it is asked for", async () => {
  const database = await testDatabase();
  const closed = await startTestApp(database.url);
  for (const path of ["/chat", "/chat/poster", "/chat/stream"]) {
    expect((await fetch(`${closed.address}${path}`)).status).toBe(404);
  }
  expect(closed.found.join()).not.toContain("public chat");
  await closed.stop();
  await database.drop();
});

test("nobody of the playground sees a visitor's chat, and its desks hear nothing of it", async () => {
  const clerk = await memberOf(app.address, "desk-general");
  const stream = await clerk.visitor.follow();
  const visitor = chatVisitor(app.address);
  await visitor.opens();
  await visitor.says("人工 我想知道章丢了怎么办");
  await visitor.taps("同意");
  const { text } = await visitor.taps("确认提交");
  expect(text).toMatch(/T-\d+/);
  // What the clerk is told after it shows that nothing was on its way before.
  await clerk.sends("帮助");
  await stream.until("帮助");
  expect(stream.received()).not.toMatch(/章丢了|T-\d/);
  stream.close();
  const own = [...visitor.cookies.values()].join().split(".")[0] ?? "";
  const read = await clerk.visitor.read(`history?space=${encodeURIComponent(`visitor:${own}`)}`);
  expect(read.status).toBe(404);
});

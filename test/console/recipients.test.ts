import { beforeAll, expect, test } from "vitest";
import { createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { consoleOn, signedIn, staffMember } from "./visitor.ts";

const NAME = "林小满的频道";
const at = useStore();
let path = "";

beforeAll(async () => {
  const installation = await at.store.installations.ensure("telegram", "bot");
  const { loaded } = await take(at.store, said({ installation, by: "900", name: NAME }));
  const author = await staffMember(at.store, "author", "operator");
  const id = await at.store.inTransaction((transaction) =>
    createBroadcast(transaction, author, {
      content: { title: { zh: "通知", en: "News" }, body: { zh: "内容", en: "Words" } },
      topic: "policy",
      audience: [{ kind: "people", people: [loaded.lane] }],
      buttons: [{ kind: "read" }],
      required: [loaded.lane],
      playground: false,
    }),
  );
  await at.sql`insert into broadcast_recipients (broadcast, ordinal, person, installation, skipped)
    values (${id ?? ""}, 1, ${loaded.lane}, ${installation}, 'muted')`;
  await at.sql`update broadcasts set state = 'sending' where id = ${id ?? ""}`;
  path = `/console/broadcasts/${id ?? ""}`;
});

async function pageFor(role: "viewer" | "specialist" | "operator"): Promise<string> {
  const person = await staffMember(at.store, `reads-as-${role}`, role);
  const { browser } = await signedIn(at.store, consoleOn(at.store), person);
  const page = await browser.get(path);
  expect(page.status).toBe(200);
  return page.text();
}

test("who announces sees whom it went to, who had muted it and who has not confirmed", async () => {
  const page = await pageFor("operator");
  expect(page).toContain(NAME);
  expect(page).toContain("telegram:900");
});

test.each(["viewer", "specialist"] as const)(
  "a %s sees that, without anybody's name",
  async (role) => {
    const page = await pageFor(role);
    expect(page).toContain("跳过");
    expect(page).not.toContain(NAME);
    expect(page).not.toContain("telegram:900");
  },
);

import { expect, test } from "vitest";
import { useStore } from "../store/support/store.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";
import { saying, startDelivery } from "./service.ts";

const at = useStore();

/** Turns the writing round, breaks the line and pretends to be a row of its own. */
const NAME = "林\u202e小满\n电话：13800000000\u2028\u001b[2J";
const TITLE = "群\u202e组\u0007一";

test("a name that turns the writing round or breaks lines is kept as one plain line", async () => {
  const service = await startDelivery(at.store, definition(deskServices(createLedger())));
  const { installation } = service;
  const event = saying(service, "sly", "你好", { group: true });
  await service.delivery.receive({
    ...event,
    space: { ...event.space, title: TITLE },
    account: { platformId: "sly", name: NAME },
  });
  const person = await at.store.people.ofAccount(installation, "sly");
  const described = await at.store.people.describe(person ?? "");
  expect(described?.name).toEqual({ kind: "unsealed", value: "林小满 电话：13800000000 [2J" });
  const titles = (await at.store.spaces.list()).map(({ title }) => title);
  expect(titles).toContainEqual({ kind: "unsealed", value: "群组一" });
});

test("a name of nothing but such signs is none", async () => {
  const service = await startDelivery(at.store, definition(deskServices(createLedger())));
  const event = saying(service, "nobody", "你好");
  await service.delivery.receive({
    ...event,
    account: { platformId: "nobody", name: "\u200b\u202e\u2066" },
  });
  const person = await at.store.people.ofAccount(service.installation, "nobody");
  expect((await at.store.people.describe(person ?? ""))?.name).toBeUndefined();
});

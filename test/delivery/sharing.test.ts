import { expect, test } from "vitest";
import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { EngineDefinition } from "../../src/engine/definition.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import { useStore } from "../store/support/store.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";
import { saying, startDelivery } from "./service.ts";

const at = useStore();
const MINUTE = 60_000;
const PEOPLE = 12;

interface Used {
  readonly first: Transaction[];
  readonly second: Transaction[];
}

/** A flow of two effects that notes in which transaction each was performed. */
function twoEffects(used: Used, onlyOwn: { readonly first: boolean; readonly second: boolean }) {
  const made = flow("test.two", {
    version: 1,
    surface: "private",
    idleMs: 10 * MINUTE,
    ttlMs: 60 * MINUTE,
  })
    .input(z.null())
    .effect("first", {
      key: ({ run }) => `first:${run}`,
      onlyOwn: onlyOwn.first,
      perform: async (transaction) => {
        used.first.push(transaction);
        return { kind: "done" as const };
      },
    })
    .match("first", { done: { to: "next", acts: () => [] } })
    .effect("second", {
      key: ({ run }) => `second:${run}`,
      onlyOwn: onlyOwn.second,
      perform: async (transaction) => {
        used.second.push(transaction);
        return { kind: "done" as const };
      },
    })
    .match("second", {
      done: { to: "end", acts: () => [{ kind: "say", content: { text: "好了" } }] },
    })
    .build();
  const base = definition(deskServices(createLedger()));
  const command = { name: "two", words: ["两件"], flow: "test.two", input: () => null };
  return {
    ...base,
    flows: [...base.flows, made],
    commands: [...base.commands, command],
  } satisfies EngineDefinition;
}

/** Lets many people do it at once; in how many transactions each effect was performed, and how often. */
async function atOnce(onlyOwn: Parameters<typeof twoEffects>[1]) {
  const used: Used = { first: [], second: [] };
  const service = await startDelivery(at.store, twoEffects(used, onlyOwn));
  const people = Array.from({ length: PEOPLE }, (_, index) => `p${index}`);
  const allSay = (text: string) =>
    Promise.all(people.map((by) => service.delivery.receive(saying(service, by, text))));
  // A stranger's first turn has its transaction to itself.
  await allSay("你好");
  await service.settle();
  for (const by of people) service.heard(`direct:${by}`);
  expect(await allSay("两件")).toEqual(people.map(() => ({ kind: "committed" })));
  await service.settle();
  for (const by of people) expect(service.heard(`direct:${by}`)).toEqual(["好了"]);
  expect(service.errors).toEqual([]);
  return { first: new Set(used.first).size, second: new Set(used.second).size };
}

test("effects that touch only their own person's rows share transactions", async () => {
  const { first, second } = await atOnce({ first: true, second: true });
  expect(first).toBeLessThan(PEOPLE);
  expect(second).toBe(first);
});

test("an effect that may touch more has its transaction to itself, also behind one that shares", async () => {
  expect((await atOnce({ first: false, second: false })).first).toBe(PEOPLE);
  expect((await atOnce({ first: true, second: false })).second).toBe(PEOPLE);
});

import { describe, expect, test } from "vitest";
import { memberOf } from "./playground.ts";
import { useApp } from "./running.ts";

const app = useApp();

describe("a ticket", () => {
  test("is a neutral line in the tagged group, and its words are for the desk alone", async () => {
    const lin = await memberOf(app.address, "lin-xiaoman");
    const clerk = await memberOf(app.address, "desk-tax");
    await lin.asks("人工 印花税的发票章丢了怎么办");
    await lin.asks("税务");
    await lin.asks("同意");
    expect(await lin.asks("确认")).toContain("T-1001");
    const group = async () => (await clerk.history("staff")).map(({ words }) => words).join();
    await expect.poll(group, { timeout: 20_000 }).toContain("T-1001");
    expect(await group()).not.toMatch(/发票|印花|林小满/);
    const direct = (await clerk.history("direct:desk-tax")).map(({ words }) => words).join();
    expect(direct).toContain("印花税的发票章丢了怎么办");
    expect(await lin.history("staff")).toEqual([]);
  });
});

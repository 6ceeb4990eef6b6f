import type { Store } from "../../src/store/store.ts";

/** A reply and a copy of an announcement that may have arrived, in a group of a bot that the service does not run. */
export async function addUncertain(store: Store, announcement: string): Promise<void> {
  const installation = await store.installations.ensure("slack", "T0ELSEWHERE");
  await store.spaces.ensure({ installation, platformId: "C0ELSEWHERE", kind: "group", tags: [] });
  const space = (await store.spaces.ofPlatform(installation, "C0ELSEWHERE")) ?? "none";
  const to = { kind: "space", at: { space } } as const;
  const intent = { kind: "say", text: "早上好" } as const;
  for (const purpose of ["reply", "broadcast"] as const) {
    const draft = { id: `lost-${purpose}`, to, intent, locale: "zh-CN", purpose } as const;
    const cause = purpose === "reply" ? "a test" : `broadcast:${announcement}`;
    await store.outbound.add(cause, [draft]);
    await store.outbound.settle([{ id: draft.id, kind: "uncertain", reason: "no answer" }]);
  }
}

import { MEMBERS } from "../adapters/web/members.ts";
import { STAFF_SPACE } from "../adapters/web/spaces.ts";
import { STAFF_TAG } from "./domain/recipients.ts";
import type { Desk } from "./engine/terms.ts";
import type { Store } from "./store/store.ts";

/** Which of the playground's staff work at which desks. */
const DESKS_OF: Readonly<Record<string, readonly Desk[]>> = {
  "desk-general": ["general", "cyberspace", "justice"],
  "desk-investment": ["investment"],
  "desk-tax": ["tax"],
};

/** Gives the playground's staff their desks and a group; what somebody changed later stays as it is. */
export async function seedPlayground(store: Store, installation: string): Promise<void> {
  const group = { installation, platformId: STAFF_SPACE, kind: "group" } as const;
  await store.spaces.ensure({ ...group, tags: [STAFF_TAG] });
  for (const { id, staff } of MEMBERS) {
    const desks = DESKS_OF[id];
    if (!staff || !desks) continue;
    const person = await store.people.ensureAccount(installation, id);
    if (await store.staff.positionOf(person)) continue;
    await store.staff.setPosition(person, { role: "specialist", desks });
  }
}

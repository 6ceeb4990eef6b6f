import { MEMBERS } from "../adapters/web/members.ts";
import { STAFF_SPACE } from "../adapters/web/spaces.ts";
import { STAFF_TAG } from "./domain/recipients.ts";
import type { Position } from "./store/staff.ts";
import type { Store } from "./store/store.ts";

/** What the playground's staff may do and at which desks; two of them announce, so that one approves the other's. */
const POSITIONS: Readonly<Record<string, Position>> = {
  "desk-general": { role: "operator", desks: ["general", "cyberspace", "justice"] },
  "desk-investment": { role: "operator", desks: ["investment"] },
  "desk-tax": { role: "specialist", desks: ["tax"] },
};

/** Gives the playground's staff their desks and a group; what somebody changed later stays as it is. */
export async function seedPlayground(store: Store, installation: string): Promise<void> {
  const group = { installation, platformId: STAFF_SPACE, kind: "group" } as const;
  await store.spaces.ensure({ ...group, tags: [STAFF_TAG] });
  for (const { id, staff } of MEMBERS) {
    const position = POSITIONS[id];
    if (!staff || !position) continue;
    const person = await store.people.ensureAccount(installation, id);
    if (await store.staff.positionOf(person)) continue;
    await store.staff.setPosition(person, position);
  }
}

import type { StaffEntry } from "./config-lists.ts";
import type { Platform } from "./engine/adapter.ts";
import type { Store } from "./store/store.ts";

/** Gives the first roles that STAFF names on one platform; what somebody changed later stays as it is. */
export async function giveFirstRoles(
  store: Pick<Store, "people" | "staff">,
  platform: Platform,
  installation: string,
  entries: readonly StaffEntry[],
): Promise<void> {
  for (const { account, role } of entries.filter((entry) => entry.platform === platform)) {
    const person = await store.people.ensureAccount(installation, account);
    if (await store.staff.positionOf(person)) continue;
    await store.staff.setPosition(person, { role, desks: [] });
  }
}

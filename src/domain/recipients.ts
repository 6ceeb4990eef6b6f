import type { Desk, Transaction } from "../engine/terms.ts";
import { type Locale, localeOfTag } from "../i18n/locale.ts";
import { spacesTagged } from "../store/spaces.ts";
import { operators, type StaffContact, staffAround, staffOfDesk } from "../store/staff.ts";

/** Staff who hear of something: each privately, and the staff group without anybody's words. */
export type Recipients = {
  readonly staff: readonly { readonly person: string; readonly locale: Locale }[];
  readonly staffSpace: { readonly space: string; readonly thread?: string } | null;
};

/** The tag of the group that staff share. */
export const STAFF_TAG = "staff";

/**
 * Who hears of a ticket from that space: the people of its desk. A desk without anybody is looked after by the general desk,
 * and that by the operators.
 */
export async function recipientsAtDesk(
  transaction: Transaction,
  desk: Desk,
  space: string,
): Promise<Recipients> {
  const { staff, tagged } = await staffAround(transaction, space, STAFF_TAG);
  const worksAt = (which: Desk) =>
    staff.filter(({ role, desks }) => role !== "viewer" && desks.includes(which));
  const operate = staff.filter(({ role }) => role === "operator" || role === "admin");
  const told = [worksAt(desk), worksAt("general"), operate].find((some) => some.length > 0) ?? [];
  return recipients(told, tagged);
}

/** Who hears that something is wrong with the service: the operators, else the general desk. */
export async function recipientsOfAlerts(
  transaction: Transaction,
  playground: boolean,
): Promise<Recipients> {
  const first = await operators(transaction, playground);
  const told = first.length > 0 ? first : await staffOfDesk(transaction, "general", playground);
  const [staffSpace] = await spacesTagged(transaction, STAFF_TAG, playground);
  return recipients(told, staffSpace);
}

function recipients(told: readonly StaffContact[], staffSpace: string | undefined): Recipients {
  return {
    staff: told.map(({ person, locale, localeTag }) => ({
      person,
      locale: locale ?? localeOfTag(localeTag) ?? "zh-CN",
    })),
    staffSpace: staffSpace === undefined ? null : { space: staffSpace },
  };
}

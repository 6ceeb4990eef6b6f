import type { Platform } from "../engine/adapter.ts";
import type { EffectResult } from "../engine/command.ts";
import { joinStates } from "../engine/join-states.ts";
import { EMPTY_STATE, laneStateSchema } from "../engine/state.ts";
import type { Transaction } from "../engine/terms.ts";
import { type Locale, localeOfTag } from "../i18n/locale.ts";
import { addAudit } from "../store/audit.ts";
import {
  acceptLink,
  claimLinkCode,
  confirmLink,
  findLink,
  type Link,
  makeLinkCode,
  settleLink,
} from "../store/link-codes.ts";
import { lockPair, mergeLocked } from "../store/merge.ts";
import { accountsOf, describePerson } from "../store/people.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** Makes the code that is typed on the other platform within ten minutes. */
export async function startLink(
  transaction: Transaction,
  person: string,
): Promise<Tagged<"made", { code: string }>> {
  return { kind: "made", code: await makeLinkCode(transaction, person) };
}

/** Somebody types a code; all that is wrong with one is told in the same way. */
export async function claimLink(
  transaction: Transaction,
  code: string,
  person: string,
): Promise<Tagged<"claimed", { link: string; account: string }> | Tagged<"refused">> {
  const link = await claimLinkCode(transaction, code, person);
  if (!link) return { kind: "refused" };
  return { kind: "claimed", link: link.id, account: await shownAccount(transaction, link.person) };
}

/** The one who typed the code confirms; the one who made it is asked next. */
export async function confirmClaim(
  transaction: Transaction,
  id: string,
  person: string,
): Promise<
  Tagged<"confirmed", { maker: string; locale: Locale; account: string }> | Tagged<"refused">
> {
  const maker = await confirmLink(transaction, id, person);
  if (maker === undefined) return { kind: "refused" };
  const described = await describePerson(transaction, maker);
  const locale = described?.locale ?? localeOfTag(described?.localeTag) ?? "zh-CN";
  return { kind: "confirmed", maker, locale, account: await shownAccount(transaction, person) };
}

/** The account on the other side of a link that waits for its maker; undefined when the time is over. */
export async function linkToAccept(
  transaction: Transaction,
  id: string,
  person: string,
): Promise<string | undefined> {
  const link = await findLink(transaction, id, person);
  return link && shownAccount(transaction, link.other);
}

/** Both agreed: they are joined as soon as this turn is committed. */
export async function agreeToLink(
  transaction: Transaction,
  id: string,
  person: string,
): Promise<Tagged<"agreed"> | Tagged<"refused">> {
  const link = await acceptLink(transaction, id, person);
  return link ? { kind: "agreed" } : { kind: "refused" };
}

/** Joins the two people of a link both agreed to; false when that cannot be any more. */
export async function joinPeople(transaction: Transaction, link: Link): Promise<boolean> {
  const pair = await lockPair(transaction, link.person, link.other);
  await settleLink(transaction, link.id);
  if (!pair) return false;
  const { from, into } = pair;
  const { state, runsAdded } = joinStates(read(pair.intoState), read(pair.fromState));
  await mergeLocked(transaction, pair, state, runsAdded);
  await addAudit(transaction, {
    who: into,
    what: "person.merged",
    onWhat: from,
    details: { into },
  });
  return true;
}

function read(state: unknown) {
  return state === undefined ? EMPTY_STATE : laneStateSchema.parse(state);
}

const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  web: "Web",
  telegram: "Telegram",
  slack: "Slack",
};

/** The account used last, so that a person recognises it and a stranger learns nothing: platform and first character. */
async function shownAccount(transaction: Transaction, person: string): Promise<string> {
  const [account] = await accountsOf(transaction, person);
  return account ? `${PLATFORM_NAMES[account.platform]} ${account.nameMasked ?? ""}`.trim() : "";
}

import type { Transaction } from "../../engine/terms.ts";
import { localeOfTag } from "../../i18n/locale.ts";
import { findBroadcast } from "../../store/broadcasts/broadcasts.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { describePerson, hasAccount } from "../../store/people.ts";
import { permitted } from "../permissions.ts";
import { broadcastOf } from "./content.ts";
import { copyContent } from "./copy.ts";

/** Sends a copy to whoever asks for it, in their direct chat; false when they have none or may not. */
export async function sendTest(
  transaction: Transaction,
  id: string,
  person: string,
): Promise<boolean> {
  if (!(await permitted(transaction, person, "broadcasts.write"))) return false;
  const kept = await findBroadcast(transaction, id);
  if (!kept || !(await hasAccount(transaction, person))) return false;
  const described = await describePerson(transaction, person);
  const locale = described?.locale ?? localeOfTag(described?.localeTag) ?? "zh-CN";
  const intent = { kind: "say" as const, ...copyContent(broadcastOf(kept), "person", locale) };
  const message = { id: newId(), to: { kind: "person" as const, person }, intent, locale };
  const draft = { ...message, purpose: "notice" as const, announce: true };
  await addMessages(transaction, `broadcast-test:${id}:${message.id}`, [draft]);
  return true;
}

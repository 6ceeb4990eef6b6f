import type { Transaction } from "../../engine/terms.ts";
import { fill, text } from "../../i18n/messages.ts";
import { ownersOf } from "../../store/cases/bindings.ts";
import { untoldGuesses } from "../../store/cases/guesses.ts";
import { caseOfId } from "../../store/cases/read.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import type { OutboundDraft } from "../../store/turns/turn-commit.ts";
import { caseMessages as messages } from "./messages.ts";

/**
 * Tells owners that somebody tried their number too often: privately, once a day at most however often that is,
 * and nothing of who or where. Not in the turn of the try, whose time would tell that the number exists.
 */
export async function tellGuesses(transaction: Transaction): Promise<void> {
  for (const { id, cause } of await untoldGuesses(transaction)) {
    const one = await caseOfId(transaction, id);
    if (!one) continue;
    const drafts: OutboundDraft[] = [];
    for (const { person, locale = "zh-CN" } of await ownersOf(transaction, [id])) {
      drafts.push({
        id: newId(),
        to: { kind: "person", person },
        intent: {
          kind: "card",
          title: text(messages.guessedTitle, locale),
          text: fill(messages.guessedText, locale, { number: one.words.number }),
        },
        locale,
        purpose: "notice",
        announce: true,
        personal: true,
      });
    }
    await addMessages(transaction, cause, drafts);
  }
}

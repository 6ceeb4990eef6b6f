import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { describePerson } from "../../store/people.ts";
import type { Says } from "./wording.ts";

/** Somebody to be told of something about their seat. */
export interface Addressee {
  readonly person: string;
  /** The language they signed up in, if they chose none. */
  readonly locale: Locale;
}

/**
 * Commits a message to a person with everything else of this transaction; the same cause says nothing a second
 * time, and people who were erased are told nothing.
 */
export async function tell(
  transaction: Transaction,
  cause: string,
  { person, locale }: Addressee,
  says: Says,
): Promise<void> {
  const described = await describePerson(transaction, person);
  if (!described) return;
  const spoken = described.locale ?? locale;
  await addMessages(transaction, cause, [
    {
      id: newId(),
      to: { kind: "person", person },
      intent: { kind: "card", ...says(spoken) },
      locale: spoken,
      purpose: "notice",
      announce: true,
    },
  ]);
}

import { recipientsOfAlerts } from "../domain/recipients.ts";
import type { Destination } from "../engine/command.ts";
import type { Transaction } from "../engine/terms.ts";
import type { Locale } from "../i18n/locale.ts";
import { isPlayground } from "../store/installations.ts";
import { newId } from "../store/new-id.ts";
import { addMessages } from "../store/outbound/add.ts";
import type { LoadedLane } from "../store/turns/loaded.ts";
import type { OutboundDraft } from "../store/turns/turn-commit.ts";

/** Something staff must look at. */
export interface Alert {
  /** What it is about; alerts about the same within ten minutes are one. */
  readonly about: string;
  /** The lane it came up in: its platform's staff hear of it, by its clock. */
  readonly loaded: LoadedLane;
  /** The language of the staff group. */
  readonly groupLocale: Locale;
  /** In each reader's language, without the words of the people it came from. */
  readonly content: (locale: Locale) => { readonly title: string; readonly text: string };
}

const ALERT_EVERY_MS = 10 * 60_000;

/**
 * Tells staff privately and in their group; once in ten minutes, since a bug that every message meets must
 * not flood anybody. Returns the messages that were added.
 */
export async function alertStaff(
  transaction: Transaction,
  { about, loaded, groupLocale, content }: Alert,
): Promise<readonly string[]> {
  if (loaded.installation === undefined) return [];
  const playground = await isPlayground(transaction, loaded.installation);
  const { staff, staffSpace } = await recipientsOfAlerts(transaction, playground);
  const draft = (to: Destination, locale: Locale): OutboundDraft => ({
    id: newId(),
    to,
    intent: { kind: "card", ...content(locale) },
    locale,
    purpose: "alert",
    announce: true,
  });
  const drafts = [
    ...staff.map(({ person, locale }) => draft({ kind: "person", person }, locale)),
    ...(staffSpace ? [draft({ kind: "space", at: staffSpace }, groupLocale)] : []),
  ];
  const where = playground ? "playground" : "platforms";
  const slot = Math.floor(loaded.now / ALERT_EVERY_MS);
  return addMessages(transaction, `alert:${about}:${where}:${slot}`, drafts);
}

import type { Button, Content } from "../../engine/intent.ts";
import { formatMoment, formatSpan } from "../../i18n/dates.ts";
import { type Locale, type Localized, localize } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import type { SessionFacts } from "../../store/events/session-facts.ts";

/** A session in the words of one language. */
export interface SessionWords {
  /** The event's title, and the session's behind it. */
  readonly title: string;
  readonly when: string;
  readonly place: string;
  readonly bring: string | undefined;
  moment(at: number): string;
}

export function wordsOf(facts: SessionFacts, locale: Locale): SessionWords {
  const { title, sessionTitle, place, bring, zone, startsAt, endsAt } = facts;
  const names = [title, sessionTitle].filter((name) => name !== null);
  return {
    title: names.map((name) => localize(name, locale)).join(" · "),
    when: formatSpan(startsAt, endsAt, zone, locale),
    place: localize(place, locale),
    bring: bring === null ? undefined : localize(bring, locale),
    moment: (at) => formatMoment(at, zone, locale),
  };
}

/** A button that starts a run for whoever taps it. */
export function opens(
  label: Localized,
  locale: Locale,
  [command, args]: readonly [string, string],
  style?: Button["style"],
): Button {
  return { label: text(label, locale), action: { kind: "open", command, args }, style };
}

/** What is said to one person, by their language. */
export type Says = (locale: Locale) => Content;

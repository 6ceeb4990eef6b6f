import type { Broadcast } from "../../domain/broadcasts/content.ts";
import type { ProgrammeBook } from "../../domain/cases/programme.ts";
import { topicNamed, topicNames } from "../../domain/topics.ts";
import type { Platform } from "../../engine/adapter.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import { audienceMessages, partMessages as messages, seatGroupNames } from "./audience-messages.ts";
import { PLATFORM_NAMES, pageMessages } from "./messages.ts";

type Part = Broadcast["audience"][number];

/** Whom an announcement is for in words, a part each: whoever approves it sees more than a number. */
export function audienceWords(
  audience: readonly Part[],
  programmes: Pick<ProgrammeBook, "find">,
  locale: Locale,
): readonly string[] {
  return audience.map((part) => partWords(part, programmes, locale));
}

function partWords(part: Part, programmes: Pick<ProgrammeBook, "find">, locale: Locale): string {
  const and = (names: readonly string[]) => names.join(locale === "en" ? ", " : "、");
  switch (part.kind) {
    case "groups": {
      const { tag, platform } = part;
      const groups =
        tag === undefined
          ? text(pageMessages.allGroups, locale)
          : fill(messages.tagged, locale, { tag });
      return on(platform, groups, locale);
    }
    case "everyone":
      return on(part.platform, text(pageMessages.everyone, locale), locale);
    case "topic": {
      const known = topicNamed(part.topic);
      const topic = known ? localize(topicNames[known], locale) : part.topic;
      return fill(messages.subscribers, locale, { topic });
    }
    case "people":
      return fill(messages.named, locale, { count: part.people.length });
    case "received":
      return fill(messages.received, locale, { id: part.broadcast });
    case "event": {
      const seats = and(part.seats.map((group) => localize(seatGroupNames[group], locale)));
      const session = part.session ?? text(audienceMessages.sessionsToCome, locale);
      return fill(messages.event, locale, { code: part.code, seats, session });
    }
    case "case": {
      const programme = programmes.find(part.programme);
      const name = programme ? localize(programme.name, locale) : part.programme;
      const names = part.statuses.map((id) => {
        const status = programme?.status(id);
        return status ? localize(status.name, locale) : id;
      });
      const statuses = names.length === 0 ? text(audienceMessages.anyStatus, locale) : and(names);
      return fill(messages.applicants, locale, { name, statuses });
    }
  }
}

function on(platform: Platform | undefined, whom: string, locale: Locale): string {
  if (platform === undefined) return whom;
  return fill(messages.onPlatform, locale, { whom, platform: PLATFORM_NAMES[platform] });
}

import type { AnnounceServices } from "../flows/announce/services.ts";
import { actFromChat, submitFromChat } from "./broadcast-work.ts";
import { consoleLinkUrl } from "./console-address.ts";
import type { RateOf } from "./domain/broadcasts/estimate.ts";
import { askAbout, confirmRead, explain } from "./domain/broadcasts/responses.ts";
import { createConsoleSecrets, LINK_MINUTES, makeLink } from "./domain/console-access.ts";
import { permitted } from "./domain/permissions.ts";
import { topicNamed, topicNames } from "./domain/topics.ts";
import { readWallTime } from "./domain/wall-time.ts";
import type { EffectResult } from "./engine/command.ts";
import type { Transaction } from "./engine/terms.ts";
import { chooseTopic } from "./store/broadcasts/topics.ts";
import { describePerson } from "./store/people.ts";
import type { Store } from "./store/store.ts";

/** Where the service is reached, and whether it is the playground alone. */
export interface Site {
  /** Without a slash at its end. */
  address(): string;
  isPlayground(): boolean;
}

/** What the announcements' services are made of. */
export interface AnnounceParts {
  readonly store: Pick<Store, "keyedHash">;
  readonly site: Site;
  readonly rateOf: RateOf;
  /** Somebody who is not staff tried. */
  readonly onRefused: () => void;
}

/** What the flows of announcements ask of the service. */
export function announceServices(parts: AnnounceParts): AnnounceServices {
  const { store, site, rateOf, onRefused } = parts;
  const secrets = createConsoleSecrets(store.keyedHash("console"));
  const counted = <Result extends EffectResult>(result: Result): Result => {
    if (result.kind === "not_staff") onRefused();
    return result;
  };

  const refused = () => counted({ kind: "not_staff" as const });

  return {
    topicName: (topic) => topicNames[topic],
    topicNamed,
    isTimeToCome: (words, now) => (readWallTime(words, now) ?? 0) > now,
    enter: async (transaction, person) => {
      const may = await permitted(transaction, person, "broadcasts.write");
      return may ? { kind: "welcome" } : refused();
    },
    submit: async (transaction, person, written) => {
      const playground = await isOfPlayground(transaction, person);
      const now = Date.now();
      return counted(
        await submitFromChat(transaction, person, written, { now, rateOf, playground }),
      );
    },
    act: async (transaction, person, act, broadcast) =>
      counted(
        await actFromChat(transaction, person, act, broadcast, {
          now: Date.now(),
          rateOf,
          playground: await isOfPlayground(transaction, person),
        }),
      ),
    confirmRead,
    explain,
    askAbout,
    chooseTopic: async (transaction, person, topic, choice) => {
      await chooseTopic(transaction, person, topic, choice);
      return { kind: "chosen" };
    },
    async consoleLink(transaction, person) {
      const isAway = !site.isPlayground() && (await isOfPlayground(transaction, person));
      const link = isAway ? undefined : await makeLink(transaction, secrets, person);
      if (link === undefined) return refused();
      const url = consoleLinkUrl(site.address(), link);
      return { kind: "made", url, minutes: LINK_MINUTES };
    },
  };
}

/** The playground's staff have rights in the playground only; beside real chats they see no console. */
async function isOfPlayground(transaction: Transaction, person: string): Promise<boolean> {
  const described = await describePerson(transaction, person);
  return described?.playground ?? true;
}

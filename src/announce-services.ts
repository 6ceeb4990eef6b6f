import type { AnnounceServices } from "../flows/announce/services.ts";
import { draftFromChat, isAccount } from "./broadcast-drafts.ts";
import { listForChat } from "./broadcast-standing.ts";
import { actFromChat, type ChatParts, changeFromChat, submitFromChat } from "./broadcast-work.ts";
import type { Preview } from "./console/parts.ts";
import { consoleLinkUrl } from "./console-address.ts";
import type { RateOf } from "./domain/broadcasts/estimate.ts";
import { isQuiet } from "./domain/broadcasts/quiet-hours.ts";
import { askAbout, confirmRead, explain } from "./domain/broadcasts/responses.ts";
import type { ProgrammeBook } from "./domain/cases/programme.ts";
import { createConsoleSecrets, LINK_MINUTES, makeLink } from "./domain/console-access.ts";
import { permitted } from "./domain/permissions.ts";
import { topicNamed, topicNames } from "./domain/topics.ts";
import { readWallTime } from "./domain/wall-time.ts";
import type { EffectResult } from "./engine/command.ts";
import type { Transaction } from "./engine/terms.ts";
import { eventChoices, groupTags } from "./store/broadcasts/choices.ts";
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
  readonly store: Pick<Store, "keyedHash" | "read">;
  readonly site: Site;
  readonly rateOf: RateOf;
  readonly programmes: ProgrammeBook;
  readonly preview: Preview;
  /** Whether announcements are held at an instant (ms UTC); the service's quiet hours when not given. */
  readonly isHeld?: ((at: number) => boolean) | undefined;
  /** Somebody who is not staff tried. */
  readonly onRefused: () => void;
}

/** What the flows of announcements ask of the service. */
export function announceServices(parts: AnnounceParts): AnnounceServices {
  const { store, site, onRefused, programmes, isHeld = isQuiet } = parts;
  const secrets = createConsoleSecrets(store.keyedHash("console"));
  const counted = <Result extends EffectResult>(result: Result): Result => {
    if (result.kind === "not_staff") onRefused();
    return result;
  };

  const partsFor = async (transaction: Transaction, person: string): Promise<ChatParts> => ({
    ...parts,
    now: Date.now(),
    playground: await isOfPlayground(transaction, person),
  });

  const refused = () => counted({ kind: "not_staff" as const });

  return {
    topicName: (topic) => topicNames[topic],
    topicNamed,
    isTimeToCome: (words, now) => (readWallTime(words, now) ?? 0) > now,
    isQuiet: (at, now) => isHeld(at === null ? now : (readWallTime(at, now) ?? now)),
    isAccount,
    programmeNamed: (words) => programmes.find(words)?.name,
    statusNamed: (programme, words) => programmes.find(programme)?.status(words)?.name,
    enter: async (transaction, person) => {
      const may = await permitted(transaction, person, "broadcasts.write");
      return may ? { kind: "welcome" } : refused();
    },
    choices: (person) =>
      store.read(async (transaction) => ({
        tags: await groupTags(transaction, await isOfPlayground(transaction, person)),
        events: (await eventChoices(transaction)).map(({ code, zh, en, sessions }) => ({
          code,
          sessions,
          title: { zh, en },
        })),
      })),
    draft: async (transaction, person, run, written) => {
      const chat = await partsFor(transaction, person);
      return counted(await draftFromChat(transaction, person, run, written, chat));
    },
    submit: async (transaction, person, id) => {
      const chat = await partsFor(transaction, person);
      return counted(await submitFromChat(transaction, person, id, chat));
    },
    list: async (transaction, person) => {
      const may = await permitted(transaction, person, "broadcasts.look");
      return may ? listForChat(transaction, await isOfPlayground(transaction, person)) : refused();
    },
    act: async (transaction, person, act, id) => {
      const chat = await partsFor(transaction, person);
      return counted(await actFromChat(transaction, person, { act, id }, chat));
    },
    change: async (transaction, person, act, id, words) => {
      const chat = await partsFor(transaction, person);
      return counted(await changeFromChat(transaction, person, { act, id, words }, chat));
    },
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

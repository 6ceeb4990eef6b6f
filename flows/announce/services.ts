import type { Address, Transaction } from "../../src/engine/terms.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import type {
  AudienceChoices,
  ChangeResult,
  ChatActResult,
  DraftResult,
  ListResult,
  NotStaff,
  OtherWords,
  SubmitResult,
  Tagged,
  Told,
  WrittenInChat,
} from "./results.ts";

export type {
  AudienceChoices,
  ChangeResult,
  ChatActResult,
  DraftResult,
  ListResult,
  NotStaff,
  OtherWords,
  ShownCopy,
  Standing,
  SubmitResult,
  Told,
  WrittenInChat,
} from "./results.ts";

/** Topics of announcements. */
export const TOPIC_IDS = ["events", "policy", "compliance", "service"] as const;
export type TopicId = (typeof TOPIC_IDS)[number];

/** Who an announcement written in a chat can go to; several at once are chosen in the console. */
export const AUDIENCES = [
  "groups",
  "tag",
  "subscribers",
  "everyone",
  "event",
  "case",
  "people",
] as const;
export type ChatAudience = (typeof AUDIENCES)[number];

/** How somebody who signed up stands, as a choice; and the same as it is kept. */
export const SEAT_CHOICES = ["seated", "waiting", "gave-up"] as const;
export type SeatChoice = (typeof SEAT_CHOICES)[number];

/** What staff may do to an announcement from a chat by one tap. */
export const CHAT_ACTS = [
  "submit",
  "approve",
  "return",
  "pause",
  "resume",
  "retry",
  "uncertain",
  "again",
  "leave",
  "cancel",
  "preview",
  "test",
  "nudge",
  "status",
] as const;
export type ChatAct = (typeof CHAT_ACTS)[number];

/** What takes more than one tap: other words first, or a second look. */
export const CHAT_TALKS = ["edit", "recall"] as const;
export type ChatTalk = (typeof CHAT_TALKS)[number];

/** What the flows of announcements ask of the service. */
export interface AnnounceServices {
  topicName(topic: TopicId): Localized;
  /** The topic somebody means by its name in either language. */
  topicNamed(words: string): TopicId | undefined;
  /** Whether a text is a time by Shanghai's clock that is still to come (`now` is ms UTC). */
  isTimeToCome(words: string, now: number): boolean;
  /** Whether announcements are held at that time, or now when it is null. */
  isQuiet(at: string | null, now: number): boolean;
  /** Whether a word has the form of an account, such as telegram:123. */
  isAccount(word: string): boolean;
  /** The programme somebody means; undefined when there is none. */
  programmeNamed(words: string): Localized | undefined;
  /** A status of it. */
  statusNamed(programme: string, words: string): Localized | undefined;
  enter(transaction: Transaction, person: string): Promise<Tagged<"welcome"> | NotStaff>;
  /** What an audience can be made of for this member of staff. */
  choices(person: string): Promise<AudienceChoices>;
  /** Writes the draft of a run down, in the place of what the run wrote before, and counts whom it would reach. */
  draft(
    transaction: Transaction,
    person: string,
    run: string,
    written: WrittenInChat,
  ): Promise<DraftResult>;
  submit(transaction: Transaction, person: string, broadcast: string): Promise<SubmitResult>;
  list(transaction: Transaction, person: string): Promise<ListResult>;
  act(
    transaction: Transaction,
    person: string,
    act: ChatAct,
    broadcast: string,
  ): Promise<ChatActResult>;
  /** Corrects an announcement everywhere or takes it back; for that, words are posted where one cannot be deleted. */
  change(
    transaction: Transaction,
    person: string,
    act: ChatTalk,
    broadcast: string,
    words?: OtherWords,
  ): Promise<ChangeResult>;
  /** Remembers that somebody has read an announcement. */
  confirmRead(
    transaction: Transaction,
    person: string,
    broadcast: string,
  ): Promise<Tagged<"noted"> | Tagged<"again"> | Tagged<"gone">>;
  /** Why somebody got an announcement. */
  explain(
    transaction: Transaction,
    person: string,
    broadcast: string,
  ): Promise<
    | Tagged<
        "explained",
        {
          readonly topic: TopicId;
          readonly how: "topic" | "group" | "list" | "all" | "event" | "case";
        }
      >
    | Tagged<"gone">
  >;
  chooseTopic(
    transaction: Transaction,
    person: string,
    topic: TopicId,
    choice: "subscribed" | "muted",
  ): Promise<Tagged<"chosen">>;
  /** Hands a question about an announcement to a desk, with the announcement attached. */
  askAbout(
    transaction: Transaction,
    asked: {
      readonly person: string;
      readonly name: string | undefined;
      readonly locale: Locale;
      readonly at: Address;
      readonly broadcast: string;
      readonly question: string;
    },
  ): Promise<
    | Tagged<
        "opened",
        {
          readonly code: string;
          readonly words: string;
          readonly staff: Told;
          readonly staffSpace: { readonly space: string; readonly thread?: string } | null;
        }
      >
    | Tagged<"too_many", { readonly limit: number }>
    | Tagged<"gone">
  >;
  /** A one-time link to the console, and for how many minutes it is good. */
  consoleLink(
    transaction: Transaction,
    person: string,
  ): Promise<Tagged<"made", { readonly url: string; readonly minutes: number }> | NotStaff>;
}

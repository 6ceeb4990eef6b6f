import type { EffectResult } from "../../src/engine/command.ts";
import type { Address, Transaction } from "../../src/engine/terms.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";

type Tagged<Kind extends string, Rest extends object = object> = EffectResult & {
  readonly kind: Kind;
} & Rest;

/** Whoever asked is not staff, or their role does not go so far. */
export type NotStaff = Tagged<"not_staff">;

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
  "status",
] as const;
export type ChatAct = (typeof CHAT_ACTS)[number];

/** What takes more than one tap: other words first, or a second look. */
export const CHAT_TALKS = ["edit", "recall"] as const;
export type ChatTalk = (typeof CHAT_TALKS)[number];

/** An announcement as it was written in a chat. */
export interface WrittenInChat {
  readonly topic: TopicId;
  readonly audience: ChatAudience;
  readonly tag?: string | undefined;
  readonly event?: string | undefined;
  readonly seats?: SeatChoice | undefined;
  /** Null for every session to come. */
  readonly session?: string | null | undefined;
  readonly programme?: string | undefined;
  /** Null for every status. */
  readonly status?: string | null | undefined;
  /** Accounts, such as telegram:123. */
  readonly people?: readonly string[] | undefined;
  readonly title: Localized;
  readonly body: Localized;
  /** The event of a button to sign up; null for none. */
  readonly signup: string | null;
  /** Accounts of those who must confirm reading it; null for none. */
  readonly required: readonly string[] | null;
  /** By Shanghai's clock, as it was typed; null for at once. */
  readonly at: string | null;
  /** Why it may go out in quiet hours; null when it may wait. */
  readonly reason?: string | null | undefined;
}

/** How an announcement stands, for a card. */
export type Standing = {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly state: string;
  readonly stateName: { readonly zh: string; readonly en: string };
  readonly audience: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly uncertain: number;
  readonly queued: number;
  readonly perSecond: number;
  /** At that speed; null when nothing is left or nothing was sent. */
  readonly secondsLeft: number | null;
  readonly deleted: number;
  readonly pastWindow: number;
  readonly notDeleted: number;
  /** Notes posted where a copy could not be deleted. */
  readonly corrected: number;
  readonly edited: number;
  readonly notEdited: number;
  /** How many confirmed reading it, and the accounts of the required who have not; null when it is not asked. */
  readonly read: { readonly count: number; readonly missing: readonly string[] } | null;
  /** What can be done now. */
  readonly acts: readonly (ChatAct | ChatTalk)[];
};

/** Staff who are told of something. */
export type Told = readonly { readonly person: string; readonly locale: Locale }[];

/** What sending would come to. */
type Counts = {
  readonly people: number;
  readonly groups: number;
  readonly unreachable: number;
  readonly muted: number;
  readonly minutes: number;
};

/** What came of writing a draft down and counting whom it would reach. */
export type DraftResult =
  | Tagged<"counted", Counts & { readonly id: string; readonly needsSecond: boolean }>
  | Tagged<"nobody", Counts>
  /** An account of the audience, or of the required readers, that the bot does not know. */
  | Tagged<"no_person", { readonly name: string }>
  | Tagged<"no_reader", { readonly name: string }>
  /** Something else it names has gone meanwhile. */
  | Tagged<"gone", { readonly name: string }>
  | Tagged<"too_long", { readonly most: number; readonly length: number }>
  | Tagged<"past">
  /** It was submitted from elsewhere meanwhile. */
  | Tagged<"moved_on">
  | NotStaff;

/** What an audience can be made of now. */
export interface AudienceChoices {
  /** Tags that groups carry. */
  readonly tags: readonly string[];
  readonly events: readonly {
    readonly code: string;
    readonly title: Localized;
    /** Dates, each also with its groups: `2026-12-03`, `2026-12-03/a`. */
    readonly sessions: readonly string[];
  }[];
}

/** What came of submitting an announcement. */
export type SubmitResult =
  | Tagged<
      "submitted",
      Counts & {
        readonly standing: Standing;
        /** Who can approve it, when a second person must. */
        readonly approvers: Told;
        readonly body: { readonly zh: string; readonly en: string };
      }
    >
  | Tagged<"nobody">
  | Tagged<"past">
  | Tagged<"moved_on">
  | NotStaff;

/** A copy as one platform shows it. */
export type ShownCopy = {
  readonly platform: string;
  readonly whom: "zh" | "en" | "group";
  /** More than one when the platform does not take that much at once. */
  readonly parts: readonly { readonly text: string; readonly buttons: readonly string[] }[];
};

/** What came of a button under an announcement's card. */
export type ChatActResult =
  | Tagged<
      "done",
      {
        readonly standing: Standing;
        readonly act: ChatAct | ChatTalk;
        /** The author, when somebody else released it or sent it back. */
        readonly author: Told;
        readonly approvers: Told;
        readonly body: { readonly zh: string; readonly en: string };
      }
    >
  | Tagged<"not_now", { readonly standing: Standing }>
  | Tagged<"shown", { readonly copies: readonly ShownCopy[] }>
  | Tagged<"tested", { readonly isSent: boolean }>
  /** Copies of which nobody knows whether they arrived. */
  | Tagged<
      "listed",
      { readonly id: string; readonly names: readonly string[]; readonly count: number }
    >
  | Tagged<"nobody">
  | Tagged<"past">
  | Tagged<"too_long", { readonly most: number; readonly length: number }>
  | Tagged<"own">
  | Tagged<"gone">
  | NotStaff;

/** Other words for copies that are out, or what is posted where one cannot be deleted. */
export type OtherWords = { readonly zh: string; readonly en: string };

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
  act(
    transaction: Transaction,
    person: string,
    act: ChatAct | ChatTalk,
    broadcast: string,
    words?: OtherWords,
  ): Promise<ChatActResult>;
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

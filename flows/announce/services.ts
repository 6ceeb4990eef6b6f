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

/** Who an announcement written in a chat can go to; finer audiences are chosen in the console. */
export const AUDIENCES = ["groups", "subscribers", "everyone"] as const;
export type ChatAudience = (typeof AUDIENCES)[number];

/** What staff may do to an announcement from a chat. */
export const CHAT_ACTS = [
  "approve",
  "return",
  "pause",
  "resume",
  "retry",
  "cancel",
  "recall",
  "status",
] as const;
export type ChatAct = (typeof CHAT_ACTS)[number];

/** An announcement as it was written in a chat. */
export interface WrittenInChat {
  readonly topic: TopicId;
  readonly audience: ChatAudience;
  readonly title: Localized;
  readonly body: Localized;
  /** By Shanghai's clock, as it was typed; null for at once. */
  readonly at: string | null;
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
  readonly deleted: number;
  readonly pastWindow: number;
  readonly notDeleted: number;
  /** What can be done now. */
  readonly acts: readonly ChatAct[];
};

/** Staff who are told of something. */
export type Told = readonly { readonly person: string; readonly locale: Locale }[];

/** What came of submitting an announcement. */
export type SubmitResult =
  | Tagged<
      "submitted",
      {
        readonly standing: Standing;
        readonly people: number;
        readonly groups: number;
        readonly minutes: number;
        /** Who can approve it, when a second person must. */
        readonly approvers: Told;
        readonly body: { readonly zh: string; readonly en: string };
      }
    >
  | Tagged<"nobody">
  | Tagged<"past">
  | NotStaff;

/** What came of a button under an announcement's card. */
export type ChatActResult =
  | Tagged<"done", { readonly standing: Standing }>
  | Tagged<"not_now", { readonly standing: Standing }>
  | Tagged<"own">
  | Tagged<"gone">
  | NotStaff;

/** What the flows of announcements ask of the service. */
export interface AnnounceServices {
  topicName(topic: TopicId): Localized;
  /** The topic somebody means by its name in either language. */
  topicNamed(words: string): TopicId | undefined;
  /** Whether a text is a time by Shanghai's clock that is still to come (`now` is ms UTC). */
  isTimeToCome(words: string, now: number): boolean;
  enter(transaction: Transaction, person: string): Promise<Tagged<"welcome"> | NotStaff>;
  submit(transaction: Transaction, person: string, written: WrittenInChat): Promise<SubmitResult>;
  act(
    transaction: Transaction,
    person: string,
    act: ChatAct,
    broadcast: string,
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
        { readonly topic: TopicId; readonly how: "topic" | "group" | "list" | "all" }
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

import type { EffectResult } from "../../src/engine/command.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import type { ChatAct, ChatAudience, ChatTalk, SeatChoice, TopicId } from "./services.ts";

/** An effect's result by its tag. */
export type Tagged<Kind extends string, Rest extends object = object> = EffectResult & {
  readonly kind: Kind;
} & Rest;

/** Whoever asked is not staff, or their role does not go so far. */
export type NotStaff = Tagged<"not_staff">;

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

/** It was done; or it cannot be in the state the announcement is in. */
type Stands =
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
  | Tagged<"not_now", { readonly standing: Standing }>;

/** What came of correcting an announcement everywhere, or of taking it back. */
export type ChangeResult =
  | Stands
  | Tagged<"too_long", { readonly most: number; readonly length: number }>
  | Tagged<"gone">
  | NotStaff;

/** What came of a button under an announcement's card. */
export type ChatActResult =
  | Stands
  | Tagged<"shown", { readonly copies: readonly ShownCopy[] }>
  | Tagged<"tested", { readonly isSent: boolean }>
  /** Copies of which nobody knows whether they arrived. */
  | Tagged<
      "listed",
      { readonly id: string; readonly names: readonly string[]; readonly count: number }
    >
  /** The required readers who have not confirmed: how many were reminded, and why others were not. */
  | Tagged<
      "nudged",
      {
        readonly reminded: number;
        readonly recently: number;
        readonly muted: number;
        readonly unreachable: number;
      }
    >
  /** Nobody is reminded at night. */
  | Tagged<"quiet">
  | Tagged<"nobody">
  | Tagged<"past">
  | Tagged<"own">
  | Tagged<"gone">
  | NotStaff;

/** Other words for copies that are out, or what is posted where one cannot be deleted. */
export type OtherWords = { readonly zh: string; readonly en: string };

/** The newest announcements, by title and state. */
export type ListResult =
  | Tagged<
      "listed",
      {
        readonly announcements: readonly {
          readonly id: string;
          readonly title: { readonly zh: string; readonly en: string };
          readonly stateName: { readonly zh: string; readonly en: string };
        }[];
      }
    >
  | NotStaff;

import { z } from "zod";
import { PLATFORMS } from "../../engine/adapter.ts";
import type { Localized } from "../../i18n/locale.ts";
import { type AudiencePart, SEAT_GROUPS } from "../../store/broadcasts/audience-parts.ts";
import type { KeptBroadcast } from "../../store/broadcasts/broadcasts.ts";
import { TOPICS, type Topic } from "../topics.ts";

const words = (longest: number) =>
  z
    .string()
    .transform((text) => text.trim())
    .pipe(z.string().min(1).max(longest));

/** A text in both languages; neither may be missing. */
const both = (longest: number) => z.object({ zh: words(longest), en: words(longest) });

/** One message on every platform, in both languages together: Telegram takes 4,096 characters. */
export const MOST_CHARACTERS = 3_700;

/** A title, and a text, in each language. */
export const MOST_TITLE = 120;
export const MOST_BODY = 3_000;

/** Why it may go out in quiet hours. */
export const LEAST_REASON = 3;
export const MOST_REASON = 300;

/** A note in each language. */
export const MOST_CORRECTION = 1_000;

/** The parts of an announcement's words. */
export const contentShape = {
  title: both(MOST_TITLE),
  body: both(MOST_BODY),
  /** Where a copy cannot be taken back. */
  correction: both(MOST_CORRECTION).optional(),
};

/** What an announcement says, and what it says when it had to be taken back. */
export const contentSchema = z.object(contentShape).superRefine(checkLength);

/** Both languages go out together in some groups, as one message that can be taken back as one. */
export function checkLength(
  content: { readonly title: Localized; readonly body: Localized },
  context: z.RefinementCtx,
): void {
  const length = lengthOf(content);
  if (length <= MOST_CHARACTERS) return;
  const message = `is too long: both languages together may have ${MOST_CHARACTERS} characters, these have ${length}`;
  context.addIssue({ code: "custom", path: ["body"], message });
}

/** How long both languages are together, in UTF-16 units as platforms count: an emoji is two or more. */
export function lengthOf({ title, body }: Pick<BroadcastContent, "title" | "body">): number {
  return [title.zh, title.en, body.zh, body.en].join("").length;
}

/** What an announcement says. */
export type BroadcastContent = z.output<typeof contentSchema>;

/** Who an announcement is for, as it is kept; a new kind of audience is one more line. */
const audiencePartSchema: z.ZodType<AudiencePart> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("groups"),
    platform: z.enum(PLATFORMS).optional(),
    tag: z.string().min(1).max(64).optional(),
  }),
  z.object({ kind: z.literal("everyone"), platform: z.enum(PLATFORMS).optional() }),
  z.object({ kind: z.literal("topic"), topic: z.enum(TOPICS) }),
  z.object({ kind: z.literal("people"), people: z.array(z.string()).max(10_000) }),
  z.object({ kind: z.literal("received"), broadcast: z.string() }),
  z.object({
    kind: z.literal("event"),
    code: z.string(),
    seats: z.array(z.enum(SEAT_GROUPS)),
    session: z.string().optional(),
  }),
  z.object({
    kind: z.literal("case"),
    programme: z.string(),
    statuses: z.array(z.string()),
  }),
]);

/** What can be tapped under a copy, besides why it came and how to stop it. */
export const buttonSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("read") }),
  z.object({ kind: z.literal("question") }),
  z.object({ kind: z.literal("signup"), code: z.string().regex(/^[A-Z0-9-]{2,20}$/) }),
]);
export type BroadcastButton = z.output<typeof buttonSchema>;

/** An announcement with its parts read. */
export interface Broadcast extends Omit<KeptBroadcast, "words" | "topic" | "audience" | "buttons"> {
  readonly topic: Topic;
  readonly content: BroadcastContent;
  readonly audience: readonly AudiencePart[];
  readonly buttons: readonly BroadcastButton[];
}

const keptSchema = z.object({
  topic: z.enum(TOPICS),
  audience: z.array(audiencePartSchema),
  buttons: z.array(buttonSchema),
});

/** Reads what was kept; throws when it is none of ours. */
export function broadcastOf(kept: KeptBroadcast): Broadcast {
  const content = contentSchema.parse(JSON.parse(kept.words));
  return { ...kept, ...keptSchema.parse(kept), content };
}

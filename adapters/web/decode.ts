import { z } from "zod";
import type { Event, EventAccount, EventBody } from "../../src/engine/event.ts";
import { cleanText } from "../../src/engine/normalize.ts";
import { localize } from "../../src/i18n/locale.ts";
import { MAX_TEXT_CHARS } from "./capabilities.ts";
import { BOT, type Member } from "./members.ts";
import { readMention } from "./mention.ts";
import type { FileFacts, PlaygroundMessage } from "./messages-port.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { eventSpaceOf, isDirectSpace } from "./spaces.ts";

const key = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const space = z.string().max(100);

/** The id of a playground message, as browsers send it. */
export const messageIdSchema = z.string().regex(/^\d{1,19}$/);

const frameSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("send"),
    key,
    space,
    text: z.string(),
    replyTo: messageIdSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("tap"),
    key,
    message: messageIdSchema,
    token: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  }),
  z.strictObject({ type: z.literal("read"), space, message: messageIdSchema }),
]);

/** What a browser asks for: send a message, tap a button, or remember how far it has read. */
export type Frame = z.infer<typeof frameSchema>;
export type SendFrame = Extract<Frame, { type: "send" }>;
export type TapFrame = Extract<Frame, { type: "tap" }>;
export type ReadFrame = Extract<Frame, { type: "read" }>;

/** A file that a browser sends to a chat, with the key that makes sending it twice the same. */
export interface SentFile extends FileFacts {
  readonly key: string;
  readonly space: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const fileQuery = z.strictObject({ key, space });

/** Which chat a file is for; undefined when the address does not say. */
export function decodeFileQuery(raw: unknown): z.infer<typeof fileQuery> | undefined {
  return fileQuery.safeParse(raw).data;
}

/** Checks what a browser sent; texts come back fit to be stored. */
export function decodeFrame(raw: unknown): Frame | Refusal {
  const { success, data } = frameSchema.safeParse(raw);
  if (!success) return refusal("invalid");
  if (data.type !== "send") return data;
  if (data.text.length > MAX_TEXT_CHARS) return refusal("too-long");
  if (cleanText(data.text) === "") return refusal("empty");
  return { ...data, text: storable(data.text) };
}

// PostgreSQL stores neither NUL nor half of a surrogate pair.
function storable(text: string): string {
  return text.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\ufffd");
}

/** The key a member's message is kept and delivered under; one member cannot take another's. */
export function sendKey(member: string, browserKey: string): string {
  return `m:${member}:${browserKey}`;
}

/** A message of a member, with everything its event tells. */
export interface Said {
  readonly installation: string;
  readonly message: PlaygroundMessage;
  /** What it is kept under, from `sendKey`. */
  readonly key: string;
  /** Undefined once the author has left the playground. */
  readonly member: Member | undefined;
  /** The message it replies to. */
  readonly replied: PlaygroundMessage | undefined;
}

/** The event of a member's message; undefined for the bot's own. */
export function saidEvent(said: Said): Event | undefined {
  const { message } = said;
  if (message.body.kind === "intent" || message.author === BOT) return undefined;
  return {
    installation: said.installation,
    deliveryKey: said.key,
    space: eventSpaceOf(message.space),
    thread: message.thread,
    account: accountOf(message.author, said.member),
    at: message.at,
    body:
      message.body.kind === "file"
        ? fileBody(message.body, message, said.replied)
        : bodyOf(message.body.text, message, said.replied),
  };
}

/** A file as an event tells of it; `addressed` in a direct chat, or as a reply to the bot. */
export function fileBody(
  { file, name, size, type }: Extract<PlaygroundMessage["body"], { kind: "file" }>,
  message: Pick<PlaygroundMessage, "id" | "space">,
  replied: PlaygroundMessage | undefined,
): EventBody {
  const isDirect = isDirectSpace(message.space);
  const files = [{ reference: file, name, size, type }];
  return {
    kind: "file",
    messageId: message.id,
    addressed: isDirect || replied?.author === BOT,
    files,
  };
}

const COMMAND = /^\/[a-z]+(?:\s|$)/i;

function bodyOf(
  raw: string,
  message: PlaygroundMessage,
  replied: PlaygroundMessage | undefined,
): EventBody {
  const { mentioned, text } = readMention(raw);
  if (COMMAND.test(text)) return { kind: "command", text, messageId: message.id };
  const repliesToBot = replied?.author === BOT ? replied.id : undefined;
  const direct = eventSpaceOf(message.space).kind === "direct";
  const addressed = direct || mentioned || repliesToBot !== undefined;
  return { kind: "text", text, messageId: message.id, addressed, repliesToBot };
}

/** A tap on a button under one of the bot's messages. */
export interface Tapped {
  readonly installation: string;
  readonly frame: TapFrame;
  readonly message: PlaygroundMessage;
  readonly member: Member;
  /** ms UTC. */
  readonly at: number;
}

/** The event of a tap, in the chat the button stands in. */
export function tapEvent(tapped: Tapped): Event {
  const { frame, message, member } = tapped;
  return {
    installation: tapped.installation,
    deliveryKey: `t:${member.id}:${frame.key}`,
    space: eventSpaceOf(message.space),
    thread: message.thread,
    account: accountOf(member.id, member),
    at: tapped.at,
    body: { kind: "tap", token: frame.token, messageId: message.id },
  };
}

/** The event of the bot being in the creators' group, once, when the group is new. */
export function joinEvent(installation: string, at: number): Event {
  const body = { kind: "join" } as const;
  return { installation, deliveryKey: "join:group", space: eventSpaceOf("group"), at, body };
}

function accountOf(platformId: string, member: Member | undefined): EventAccount {
  if (!member) return { platformId };
  return { platformId, name: localize(member.name, member.locale), localeTag: member.locale };
}

import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { isLiveCard } from "../../src/engine/live-card.ts";
import type { EncodedPart } from "./encode.ts";
import type { Failure } from "./failure.ts";
import { callChat, type Manner, type OutboxServices, resultOf } from "./outbox.ts";
import { type Came, sendPoster } from "./poster.ts";
import { sendFile } from "./send-files.ts";
import { markupOf, messageNumber, wordsOf } from "./wire.ts";

/**
 * Sends the poster and the files of a message and then its parts in their order, each as soon as the chat's pace
 * allows: until then the message is put back, and goes on with the next part when it is sent again. Its id is that
 * of the last part, which holds the buttons.
 */
export async function sendParts(
  services: OutboxServices,
  message: OutgoingMessage,
  parts: readonly EncodedPart[],
): Promise<SendResult> {
  const { begun, history, now } = services;
  const { outbound, space } = message;
  const steps = [
    ...aheadOf(services, message),
    ...parts.map((part, index) => () => {
      const at = { step: countAhead(message) + index, isFirst: index === 0 };
      return sendPart(services, message, part, at);
    }),
  ];
  let result: SendResult = { kind: "refused", reason: "empty" };
  for (const [index, step] of steps.entries()) {
    if (index < (begun.get(outbound)?.arrived ?? 0)) continue;
    const restMs = history.restMs(space.platformId, now());
    if (restMs > 0) return { kind: "later", afterMs: restMs, scope: "message" };
    const came = await step();
    if (came && came.kind !== "sent" && came.kind !== "stands") {
      return isFinal(came) ? ended(services, message, came) : came;
    }
    if (came?.kind === "sent") result = came;
    const shown = came?.kind === "stands" ? came.shown : begun.get(outbound)?.shown;
    if (steps.length > 1) begun.set(outbound, { arrived: index + 1, shown });
  }
  return ended(services, message, result);
}

/** How many messages go ahead of the words. */
export function countAhead({ poster, files = [] }: OutgoingMessage): number {
  return files.length + (poster ? 1 : 0);
}

function aheadOf(
  services: OutboxServices,
  message: OutgoingMessage,
): readonly (() => Promise<Came | undefined>)[] {
  const { poster, files = [] } = message;
  return [
    ...(poster ? [() => sendPoster(services, message, poster)] : []),
    ...files.map((file) => () => sendFile(services, message, file)),
  ];
}

/** Nothing comes of the message any more: it is not sent again. */
export function isFinal({ kind }: SendResult): boolean {
  return kind === "refused" || kind === "unreachable";
}

/** What the message came to in the end; of a card, with the picture that stands beside it. */
export function ended(
  { begun }: OutboxServices,
  { outbound, intent }: OutgoingMessage,
  result: SendResult,
): SendResult {
  const shown = begun.get(outbound)?.shown;
  begun.delete(outbound);
  return result.kind === "sent" && isLiveCard(intent)
    ? { ...result, shown: shown ?? { version: null } }
    : result;
}

/** Sends one part; with less than it should have once the chat may be called again, when it is not taken whole. */
async function sendPart(
  services: OutboxServices,
  message: OutgoingMessage,
  part: EncodedPart,
  { step, isFirst }: { readonly step: number; readonly isFirst: boolean },
): Promise<SendResult> {
  const { begun, history, now, log } = services;
  const whole: Manner = { inThread: message.thread !== undefined, formatted: true };
  for (;;) {
    const manner = begun.get(message.outbound)?.manner ?? whole;
    const sent = await send(services, message, part, isFirst, manner);
    if (sent.ok) return { kind: "sent", messageId: String(sent.result.message_id) };
    const plainer = lesser(manner, sent.failure);
    if (!plainer) return resultOf(services, message, sent.failure);
    log.warn(
      { outbound: message.outbound, reason: sent.failure.kind },
      "a message is sent with less than it should have",
    );
    begun.set(message.outbound, { ...begun.get(message.outbound), arrived: step, manner: plainer });
    const restMs = history.restMs(message.space.platformId, now());
    if (restMs > 0) return { kind: "later", afterMs: restMs, scope: "message" };
  }
}

/** A topic that is gone leaves the group itself; words without their style are better than none. */
function lesser(manner: Manner, { kind }: Failure): Manner | undefined {
  if (kind === "noThread" && manner.inThread) return { ...manner, inThread: false };
  if (kind === "badForm" && manner.formatted) return { ...manner, formatted: false };
  return undefined;
}

function send(
  services: OutboxServices,
  { space, thread, replyTo }: OutgoingMessage,
  part: EncodedPart,
  isFirst: boolean,
  { inThread, formatted }: Manner,
) {
  const { text, entities, link_preview_options } = wordsOf(part);
  const reply_markup = markupOf(part);
  const answered = isFirst ? messageNumber(replyTo) : undefined;
  return callChat(services, space.platformId, (api, signal) =>
    api.sendMessage(
      {
        chat_id: Number(space.platformId),
        text,
        link_preview_options,
        ...(formatted && entities.length > 0 ? { entities } : {}),
        ...(inThread ? { message_thread_id: Number(thread) } : {}),
        ...(answered === undefined
          ? {}
          : { reply_parameters: { message_id: answered, allow_sending_without_reply: true } }),
        ...(reply_markup ? { reply_markup } : {}),
      },
      signal,
    ),
  );
}

import type { OutgoingMessage, SendResult, ShownPicture } from "../../src/engine/adapter.ts";
import { CAPABILITIES } from "./capabilities.ts";
import { type EncodedPart, encodeMessage } from "./encode.ts";
import type { BotIdentity } from "./identity.ts";
import { callChat, editResultOf, type OutboxServices } from "./outbox.ts";
import { pictureStep } from "./poster.ts";
import { countAhead, ended, isFinal, sendParts } from "./send-parts.ts";
import { inlineKeyboardOf, messageNumber, wordsOf } from "./wire.ts";

/**
 * Sends a message to its space, for everybody there to see, or changes the one it edits.
 * `leadsOut`: its buttons open the direct chat instead of working here.
 */
export async function deliver(
  services: OutboxServices,
  bot: BotIdentity,
  message: OutgoingMessage,
  leadsOut = false,
): Promise<SendResult> {
  const parts = partsOf(services, bot, message, leadsOut);
  if (!parts) return { kind: "refused", reason: "a button does not fit" };
  const [only, ...others] = parts;
  const edited = messageNumber(message.edits);
  const begun = services.begun.get(message.outbound);
  const isEdit = begun === undefined || begun.isEdit === true;
  if (only && others.length === 0 && edited !== undefined && isEdit) {
    const result = await edit(services, message, edited, only);
    if (result) return result;
    // The new message waits for the chat's pace; the edit is not to be tried again each time. The picture stands.
    const shown = services.begun.get(message.outbound)?.shown ?? message.shown;
    services.begun.set(message.outbound, { arrived: countAhead(message), shown });
  }
  return sendParts(services, message, parts);
}

function partsOf(
  { tokenOf, commands, publicUrl, log }: OutboxServices,
  bot: BotIdentity,
  message: OutgoingMessage,
  leadsOut: boolean,
): readonly EncodedPart[] | undefined {
  const { intent, locale, space, replyTo, outbound } = message;
  const capabilities = CAPABILITIES[space.kind];
  const isReply = replyTo !== undefined;
  try {
    return encodeMessage(
      { intent, locale, space, capabilities, isReply, leadsOut },
      { tokenOf, bot, commands, publicUrl },
    );
  } catch (error) {
    log.warn({ err: error, outbound }, "a message cannot be shown");
    return undefined;
  }
}

/** Changes an earlier message and its picture; undefined when it can't be changed and a new one must stand in for it. */
async function edit(
  services: OutboxServices,
  message: OutgoingMessage,
  id: number,
  part: EncodedPart,
): Promise<SendResult | undefined> {
  const shown = await showPicture(services, message, id);
  const result = "kind" in shown ? shown : await editWords(services, message, id, part);
  if (!result || (result.kind !== "sent" && !isFinal(result))) return result;
  const { outbound } = message;
  const begun = services.begun.get(outbound);
  if (!("kind" in shown)) services.begun.set(outbound, { arrived: 0, ...begun, shown });
  return ended(services, message, result);
}

/** Sees to the picture beside a card, as fast as the chat's pace allows; what to do with the message first. */
async function showPicture(
  services: OutboxServices,
  message: OutgoingMessage,
  card: number,
): Promise<ShownPicture | SendResult> {
  const { begun, history, now } = services;
  const { outbound, space, poster } = message;
  for (;;) {
    const step = pictureStep(services, message, card);
    // What stands beside a card from before that was noted is taken to be right.
    if (!step) {
      const otherwise = { version: poster?.version ?? null };
      return begun.get(outbound)?.shown ?? message.shown ?? otherwise;
    }
    const restMs = history.restMs(space.platformId, now());
    if (restMs > 0) return { kind: "later", afterMs: restMs, scope: "message" };
    const came = await step();
    if (came.kind !== "stands") return came;
    begun.set(outbound, { arrived: 0, isEdit: true, shown: came.shown });
  }
}

async function editWords(
  services: OutboxServices,
  message: OutgoingMessage,
  id: number,
  part: EncodedPart,
): Promise<SendResult | undefined> {
  const chat = message.space.platformId;
  const restMs = services.history.restMs(chat, services.now());
  if (restMs > 0) return { kind: "later", afterMs: restMs, scope: "message" };
  const reply_markup = inlineKeyboardOf(part);
  const outcome = await callChat(services, chat, (api, signal) =>
    api.editMessageText(
      {
        chat_id: Number(chat),
        message_id: id,
        ...wordsOf(part),
        ...(reply_markup ? { reply_markup } : {}),
      },
      signal,
    ),
  );
  if (outcome.ok || outcome.failure.kind === "notModified") {
    return { kind: "sent", messageId: String(id) };
  }
  const { failure } = outcome;
  const needsNew = failure.kind === "cannotEdit" || failure.kind === "badForm";
  return needsNew ? undefined : editResultOf(services, message, failure);
}

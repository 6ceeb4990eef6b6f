import { InputFile } from "grammy/web";
import type {
  OutgoingMessage,
  OutgoingPoster,
  SendResult,
  ShownPicture,
} from "../../src/engine/adapter.ts";
import { BLANK } from "./blank-picture.ts";
import { photoIdOf } from "./contents.ts";
import type { Failure } from "./failure.ts";
import { callChat, editResultOf, type OutboxServices, resultOf } from "./outbox.ts";
import { messageNumber } from "./wire.ts";

/** What stands with the message now, or what to do with the message first. */
export type Came = { readonly kind: "stands"; readonly shown: ShownPicture } | SendResult;

const stands = (version: string | null, id?: string): Came => ({
  kind: "stands",
  shown: { version, id },
});

/**
 * Sends a poster as a message of its own; one that Telegram has already by its id, else from its bytes. One that is
 * not taken is done without, since the words say all.
 */
export async function sendPoster(
  services: OutboxServices,
  message: OutgoingMessage,
  poster: OutgoingPoster,
  beside?: number,
): Promise<Came> {
  const { version, label } = poster;
  const { space, thread } = message;
  const photo = await photoOf(services, poster);
  if (photo === undefined) return stands(version);
  const place = {
    chat_id: Number(space.platformId),
    caption: label,
    ...(thread === undefined ? {} : { message_thread_id: Number(thread) }),
    ...(beside === undefined
      ? {}
      : { reply_parameters: { message_id: beside, allow_sending_without_reply: true } }),
  };
  const sent = await callChat<Sent>(services, space.platformId, (api, signal) =>
    api.sendPhoto({ ...place, photo }, signal),
  );
  if (!sent.ok) return unsent(services, message, poster, sent.failure) ?? stands(version);
  services.pictures.keep(version, photoIdOf(sent.result.photo));
  return stands(version, String(sent.result.message_id));
}

/** What has to happen so that the picture beside a card is the right one; undefined when it is. */
export function pictureStep(
  services: OutboxServices,
  message: OutgoingMessage,
  card: number,
): (() => Promise<Came>) | undefined {
  const { poster } = message;
  const begun = services.begun.get(message.outbound);
  const shown = begun?.shown ?? message.shown;
  if (!shown || shown.version === (poster?.version ?? null)) return undefined;
  const id = messageNumber(shown.id);
  if (!poster) {
    if (id === undefined) return async () => stands(null);
    return () =>
      begun?.isUndeletable === true
        ? blankPoster(services, message, id)
        : removePoster(services, message, id);
  }
  return () =>
    id === undefined
      ? sendPoster(services, message, poster, card)
      : changePoster(services, message, id, { poster, before: shown });
}

interface Change {
  readonly poster: OutgoingPoster;
  readonly before: ShownPicture;
}

async function changePoster(
  services: OutboxServices,
  message: OutgoingMessage,
  id: number,
  { poster, before }: Change,
): Promise<Came> {
  const { version, label } = poster;
  const chat = message.space.platformId;
  const media = await photoOf(services, poster);
  // It is another one by now, which the next edit brings.
  if (media === undefined) return stands(version, String(id));
  const edited = await callChat<Sent | true>(services, chat, (api, signal) =>
    api.editMessageMedia(
      {
        chat_id: Number(chat),
        message_id: id,
        media: { type: "photo", media, caption: label },
      },
      signal,
    ),
  );
  if (edited.ok) {
    const photo = edited.result === true ? undefined : edited.result.photo;
    services.pictures.keep(version, photoIdOf(photo));
    return stands(version, String(id));
  }
  const { failure } = edited;
  if (failure.kind === "notModified") return stands(version, String(id));
  // Somebody deleted it: another one takes its place.
  if (failure.kind === "cannotEdit") return stands(before.version);
  if (failure.kind === "unsure") return editResultOf(services, message, failure);
  return unsent(services, message, poster, failure) ?? stands(version, String(id));
}

/** Takes the picture away; what is too old for that is blanked. */
async function removePoster(
  services: OutboxServices,
  message: OutgoingMessage,
  id: number,
): Promise<Came> {
  const chat = message.space.platformId;
  const deleted = await callChat(services, chat, (api, signal) =>
    api.deleteMessage({ chat_id: Number(chat), message_id: id }, signal),
  );
  if (deleted.ok || deleted.failure.kind === "gone") return stands(null);
  if (deleted.failure.kind !== "tooOld") return editResultOf(services, message, deleted.failure);
  const { begun } = services;
  const so = begun.get(message.outbound) ?? { arrived: 0, isEdit: true };
  begun.set(message.outbound, { ...so, isUndeletable: true });
  return { kind: "later", afterMs: 0, scope: "message" };
}

async function blankPoster(
  services: OutboxServices,
  message: OutgoingMessage,
  id: number,
): Promise<Came> {
  const before = { version: null };
  const came = await changePoster(services, message, id, { poster: BLANK, before });
  return came.kind === "stands" ? stands(null, came.shown.id) : came;
}

interface Sent {
  readonly message_id: number;
  readonly photo?: unknown;
}

/** Telegram's id of it, or its bytes; undefined when it is shown no more. */
async function photoOf({ pictures }: OutboxServices, { version, load }: OutgoingPoster) {
  const known = pictures.idOf(version);
  if (known !== undefined) return known;
  const file = await load();
  return file && new InputFile(file.bytes, file.name);
}

/** What to do first when a picture was not taken; undefined when nothing can be done about it. */
function unsent(
  services: OutboxServices,
  message: OutgoingMessage,
  { version }: OutgoingPoster,
  failure: Failure,
): SendResult | undefined {
  const { pictures, log } = services;
  const result = resultOf(services, message, failure);
  if (result.kind !== "refused" && result.kind !== "uncertain") return result;
  if (pictures.idOf(version) !== undefined && result.kind === "refused") {
    // Perhaps for its id alone: the next try uploads it.
    pictures.forget(version);
    return { kind: "later", afterMs: 0, scope: "message" };
  }
  const { outbound } = message;
  log.warn({ outbound, reason: failure.kind }, "a message is sent without its picture");
  return undefined;
}

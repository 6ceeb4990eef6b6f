import type { FetchedFile } from "../../engine/adapter.ts";
import type { Content } from "../../engine/intent.ts";
import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import {
  type AwaitedPoster,
  awaitPoster,
  claimPoster,
  fetchPosterLater,
  settlePoster,
} from "../../store/events/awaited-posters.ts";
import { findEvent } from "../../store/events/read.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { describePerson } from "../../store/people.ts";
import { WITHIN_MS } from "../cases/file-limits.ts";
import type { ReceiveFiles } from "../cases/receive-files.ts";
import { givePoster, type PosterResult } from "./change-poster.ts";
import { mayManage } from "./managers.ts";
import { MOST_POSTER_BYTES } from "./picture.ts";
import { posterMessages as messages } from "./poster-messages.ts";
import type { NotFound, NotStaff, Tagged } from "./results.ts";

/** A picture staff send for an event. */
export interface PosterOffer {
  readonly staff: string;
  readonly code: string;
  /** The space where it was sent. */
  readonly space: string;
  readonly reference: string;
}

/** Notes a picture that is to be fetched: nothing is fetched within a turn. */
export async function offerPoster(
  transaction: Transaction,
  { staff, code, space, reference }: PosterOffer,
): Promise<Tagged<"noted"> | NotFound | NotStaff> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const event = await findEvent(transaction, code);
  if (!event) return { kind: "not_found" };
  await awaitPoster(transaction, event.id, staff, { space, reference });
  return { kind: "noted" };
}

/** A platform that does not answer is asked so often, with growing waits, before the sender is told. */
const MOST_TRIES = 5;

/**
 * Receives the next picture for an event: fetches it outside of any transaction, looks at its bytes, keeps it and
 * tells its sender. False when none is waiting. Whatever is cut off begins again.
 */
export async function receiveNextPoster({
  fetch,
  inTransaction,
}: Pick<ReceiveFiles, "fetch" | "inTransaction">): Promise<boolean> {
  const awaited = await inTransaction(claimPoster);
  if (!awaited) return false;
  const { id, installation, reference, tries } = awaited;
  const limits = { maxBytes: MOST_POSTER_BYTES, withinMs: WITHIN_MS };
  const fetched: FetchedFile =
    installation === undefined ? { kind: "gone" } : await fetch(installation, reference, limits);
  if (fetched.kind === "unavailable" && tries < MOST_TRIES) {
    await inTransaction((transaction) => fetchPosterLater(transaction, id, 2 ** tries));
    return true;
  }
  await inTransaction(async (transaction) => {
    // The newer one counts; its sender hears of that.
    if (!(await settlePoster(transaction, awaited))) return;
    await tellSender(transaction, awaited, await resultOf(transaction, awaited, fetched));
  });
  return true;
}

type Received = PosterResult["kind"] | "not_fetched";

async function resultOf(
  transaction: Transaction,
  { person, code }: AwaitedPoster,
  fetched: FetchedFile,
): Promise<Received> {
  if (fetched.kind === "too_large") return "too_large";
  if (fetched.kind !== "fetched") return "not_fetched";
  return (await givePoster(transaction, person, code, fetched.bytes)).kind;
}

async function tellSender(
  transaction: Transaction,
  { id, person, code }: AwaitedPoster,
  result: Received,
): Promise<void> {
  const locale = (await describePerson(transaction, person))?.locale ?? "zh-CN";
  const version = (await findEvent(transaction, code))?.posterVersion ?? null;
  const content = contentOf(result, code, version, locale);
  await addMessages(transaction, `event.poster:${id}`, [
    {
      id: newId(),
      to: { kind: "person", person },
      intent: { kind: "say", ...content },
      locale,
      purpose: "reply",
      announce: true,
    },
  ]);
}

function contentOf(
  result: Received,
  code: string,
  version: string | null,
  locale: Locale,
): Content {
  if (result === "changed") {
    const label = fill(messages.label, locale, { code });
    return {
      text: fill(messages.changed, locale, { code }),
      attachments: version === null ? [] : [{ kind: "poster", label, version }],
    };
  }
  const why = text(isProblem(result) ? messages[result] : messages.not_fetched, locale);
  return {
    text: fill(messages.refused, locale, { code, why }),
    buttons: [
      {
        label: text(messages.again, locale),
        action: { kind: "open", command: "poster", args: code },
      },
    ],
  };
}

function isProblem(result: Received): result is keyof typeof messages & Received {
  return Object.hasOwn(messages, result);
}

import type { Transaction } from "../../engine/terms.ts";
import {
  findPoster,
  type Poster,
  publishedPoster,
  type StoredPoster,
} from "../../store/events/posters.ts";
import { barePicture } from "./picture.ts";

/**
 * The poster of a published event as everybody may see it, by its version: the only way a stored picture gets out
 * to chats and pages. Undefined when it is shown no more.
 */
export async function shownPoster(
  transaction: Transaction,
  version: string,
): Promise<Poster | undefined> {
  return nothingBut(await publishedPoster(transaction, version));
}

/** An event's poster as staff see it, that of a draft too. */
export async function staffPoster(
  transaction: Transaction,
  code: string,
): Promise<Poster | undefined> {
  return nothingBut(await findPoster(transaction, code));
}

/** One that upkeep has not come to yet is stripped on its way out; one that cannot be is not shown at all. */
function nothingBut(poster: StoredPoster | undefined): Poster | undefined {
  if (!poster) return undefined;
  const { stored, isBare, type } = poster;
  return isBare ? { bytes: stored, type } : barePicture(stored);
}

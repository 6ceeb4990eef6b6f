import type { Transaction } from "../../engine/terms.ts";
import { addAudit, OPERATOR } from "../../store/audit.ts";
import { keepBarePoster, setPoster, uncheckedPosters } from "../../store/events/posters.ts";
import { barePicture } from "./picture.ts";

/** What looking at some stored pictures came to. */
export interface Stripped {
  readonly looked: number;
  /** Those nothing but the picture could be made of, and which are shown no more. */
  readonly removed: number;
}

/**
 * Looks at some of the posters that were given before pictures lost what their camera wrote into them, and keeps the
 * picture alone. A crash undoes one call; two processes take different ones; what was looked at is not looked at
 * again.
 */
export async function stripPosters(transaction: Transaction, limit: number): Promise<Stripped> {
  const posters = await uncheckedPosters(transaction, limit);
  let removed = 0;
  for (const { code, stored } of posters) {
    const picture = barePicture(stored);
    if (picture) {
      await keepBarePoster(transaction, code, picture);
      continue;
    }
    await setPoster(transaction, code, undefined);
    await addAudit(transaction, { who: OPERATOR, what: "event.poster_removed", onWhat: code });
    removed += 1;
  }
  return { looked: posters.length, removed };
}

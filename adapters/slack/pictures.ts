import type { Remembered } from "./remembered.ts";
import { createRemembered } from "./remembered.ts";

/** What this process knows of posters that Slack has. */
export interface Pictures {
  /** Slack's id of the file that shows this version; `other` is one that a message showed. */
  idOf(version: string, other: string | undefined): string | undefined;
  /** It was uploaded; Slack may still be looking at it. */
  uploaded(version: string, id: string): void;
  /** A message was taken that shows it. */
  taken(version: string, id: string): void;
  /**
   * A message was not taken for it. `wait`: Slack is still looking at the upload. `gone`: somebody deleted it.
   * `unusable`: Slack shows no such picture in a message, however often it is asked.
   */
  refused(version: string, id: string): "wait" | "gone" | "unusable";
  isUnusable(version: string): boolean;
}

/** More pictures than are shown at one time; whatever is forgotten is uploaded again. */
const MOST = 200;
/** Tries to show a fresh upload: with the growing waits of the outbox about ten seconds. */
const MOST_TRIES = 6;

interface Known {
  readonly id: string;
  /** Refusals since it was uploaded; undefined once a message with it was taken. */
  readonly tries: number | undefined;
}

export function createPictures(): Pictures {
  const known = createRemembered<Known>(MOST);
  const gone = createRemembered<true>(MOST);
  const unusable = createRemembered<true>(MOST);
  const isThere = (id: string | undefined): id is string => id !== undefined && !gone.get(id);
  return {
    idOf: (version, other) => [known.get(version)?.id, other].find(isThere),
    uploaded: (version, id) => known.set(version, { id, tries: 0 }),
    taken: (version, id) => known.set(version, { id, tries: undefined }),
    isUnusable: (version) => unusable.get(version) === true,
    refused(version, id) {
      const { tries } = freshOf(known, version, id);
      if (tries !== undefined && tries < MOST_TRIES) {
        known.set(version, { id, tries: tries + 1 });
        return "wait";
      }
      gone.set(id, true);
      known.delete(version);
      if (tries === undefined) return "gone";
      unusable.set(version, true);
      return "unusable";
    },
  };
}

function freshOf(known: Remembered<Known>, version: string, id: string): Pick<Known, "tries"> {
  const found = known.get(version);
  return found?.id === id ? found : { tries: undefined };
}

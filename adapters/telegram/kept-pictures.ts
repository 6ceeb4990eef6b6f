/** Pictures Telegram has already, which can be sent again without an upload. */
export interface KeptPictures {
  /** Telegram's id of a picture, by its version. */
  idOf(version: string | undefined): string | undefined;
  keep(version: string | undefined, id: string | undefined): void;
  forget(version: string | undefined): void;
}

/** More pictures than are shown at one time; whatever is forgotten is uploaded again. */
const MOST = 200;

/** Kept while the process runs: a token's ids are good with that token alone (Bot API, Sending files). */
export function createKeptPictures(): KeptPictures {
  const ids = new Map<string, string>();
  return {
    idOf: (version) => (version === undefined ? undefined : ids.get(version)),
    keep(version, id) {
      if (version === undefined || id === undefined) return;
      ids.set(version, id);
      const [oldest] = ids.keys();
      if (ids.size > MOST && oldest !== undefined) ids.delete(oldest);
    },
    forget(version) {
      if (version !== undefined) ids.delete(version);
    },
  };
}

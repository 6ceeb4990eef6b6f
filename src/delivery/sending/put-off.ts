import type { ClaimedMessage } from "../../store/outbound/claim.ts";
import type { ChatWork } from "./chat-queue.ts";

/** Work that remembers which messages were put off. */
export interface NotedWork extends ChatWork {
  /**
   * Whether something that was being sent in its chat while its turn was committed was put off since: a message
   * straight from its commit comes after that.
   */
  isPutOffBefore(message: ClaimedMessage): boolean;
}

/** More than can be put off while one turn is committed. */
const REMEMBERED = 2_000;

/** The same work; calls back when a message is put off or was not settled, so that the database must be asked for it again. */
export function noting(work: ChatWork, onPutOff: () => void): NotedWork {
  const ids = new Set<string>();
  function note({ id }: ClaimedMessage): void {
    ids.delete(id);
    ids.add(id);
    const [oldest] = ids.size > REMEMBERED ? ids : [];
    if (oldest !== undefined) ids.delete(oldest);
    onPutOff();
  }

  return {
    isPutOffBefore: ({ fresh }) => fresh?.after.some((id) => ids.has(id)) === true,
    async send(message) {
      let waitMs: number | undefined = 0;
      try {
        waitMs = await work.send(message);
      } finally {
        if (waitMs !== undefined) note(message);
      }
      return waitMs;
    },
    hold(message, ms) {
      note(message);
      return work.hold(message, ms);
    },
  };
}

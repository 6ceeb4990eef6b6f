/** For how long a message is one process's to send; when that process dies it is due again afterwards. */
export const LEASE = "interval '60 seconds'";

/** A wish to send a message right after its commit, without claiming it. */
export interface LeaseWish {
  /** What this process is sending in the same chat already: that it is not settled yet stands in nobody's way. */
  readonly after: readonly string[];
  /** Called when nothing else waits in the chat: once the commit succeeds, nobody else sends it for a minute. */
  readonly granted: () => void;
}

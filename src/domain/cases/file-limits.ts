/** The largest file that is taken, bytes. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** How long fetching one may take, ms: 20 MB over a slow line. */
export const WITHIN_MS = 60_000;

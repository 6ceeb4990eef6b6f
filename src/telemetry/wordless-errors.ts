/** An error class; its constructor may take anything. */
export type ErrorClass = abstract new (...parameters: never[]) => Error;

/**
 * Error classes of ours whose messages are written in the code and hold nobody's words, so that they may
 * be logged. The composition root names them; a class belongs here only if all its messages are so.
 */
export type WordlessErrors = readonly ErrorClass[];

/** A text with everything gone that code doesn't write: letters beyond ASCII, line breaks, long numbers. */
export function plainText(text: string): string {
  return text
    .slice(0, 300)
    .replace(/[^\x20-\x7e]+/g, "…")
    .replace(/\d(?:[ .()-]?\d){6,}/g, "…");
}

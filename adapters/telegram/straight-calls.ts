import type { Transformer } from "grammy/web";

/** Posts JSON to a path of the Bot API's server; ends after so many ms, or when the signal says so. */
export type PostJson = (path: string, json: string, end: number | AbortSignal) => Promise<string>;

/** Methods that may carry a file. */
const WITH_FILES = new Set(["sendPhoto", "sendDocument", "editMessageMedia"]);

/**
 * Makes the client library's calls by a shorter way of our own, all but those with a file: its names and types,
 * its refusals, but not what it builds around each request.
 */
export function straightCalls(post: PostJson, token: string, withinMs: number): Transformer {
  const base = `/bot${token}/`;
  return async (previous, method, payload, signal) => {
    if (WITH_FILES.has(method)) return previous(method, payload, signal);
    const end: unknown = signal ?? withinMs;
    if (typeof end !== "number" && !(end instanceof AbortSignal)) {
      throw new Error("A signal is not one");
    }
    const answer: unknown = JSON.parse(
      await post(`${base}${method}`, JSON.stringify(payload), end),
    );
    if (isAnswer<Awaited<ReturnType<typeof previous>>>(answer)) return answer;
    throw new Error("What came back is no answer of the Bot API");
  };
}

/** The client library, too, believes what is inside. */
function isAnswer<Answer>(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "ok" in value;
}

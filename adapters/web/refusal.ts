import type { Localized } from "../../src/i18n/locale.ts";
import { type RefusalCode, refusalMessages } from "./messages.ts";

/** A request turned away: why, in a word for programs and in words for people. */
export interface Refusal {
  readonly error: RefusalCode;
  readonly reason: Localized;
  /** The message it is about, when it was kept all the same. */
  readonly messageId?: string | undefined;
}

type RefusalStatus = 400 | 401 | 403 | 404 | 413 | 421 | 429 | 503;

const STATUS: Readonly<Record<RefusalCode, RefusalStatus>> = {
  "wrong-host": 421,
  "wrong-origin": 403,
  "no-session": 401,
  invalid: 400,
  empty: 400,
  "too-long": 413,
  "too-large": 413,
  "unknown-chat": 404,
  "unknown-message": 404,
  "too-fast": 429,
  "not-delivered": 503,
  closing: 503,
};

/** The refusal with this code. */
export function refusal(error: RefusalCode, messageId?: string): Refusal {
  return { error, reason: refusalMessages[error], messageId };
}

/** The HTTP status of a refusal. */
export function statusOf(refused: Refusal): RefusalStatus {
  return STATUS[refused.error];
}

/** Whether an answer is a refusal. */
export function isRefusal(answer: object): answer is Refusal {
  return "error" in answer;
}

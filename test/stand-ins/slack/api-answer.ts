import type { Json } from "./world.ts";

/** An answer of the Web API. */
export type ApiAnswer = { readonly ok: boolean } & Json;

export function refusal(error: string, more: Json = {}): ApiAnswer {
  return { ok: false, error, ...more };
}

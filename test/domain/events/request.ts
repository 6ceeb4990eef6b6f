import type { SignUpRequest } from "../../../src/domain/events/work.ts";

/** A wish for a seat, without answers or guests unless told otherwise. */
export function requestOf(
  person: string,
  code: string,
  more: Partial<SignUpRequest> = {},
): SignUpRequest {
  return {
    person,
    code,
    name: undefined,
    locale: "zh-CN",
    session: undefined,
    answers: {},
    guest: undefined,
    ...more,
  };
}

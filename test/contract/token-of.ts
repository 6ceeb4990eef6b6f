import type { TokenOf } from "../../src/engine/adapter.ts";

/** Tokens that one can tell apart, in the characters real ones have; links have none. */
export const tokenOf: TokenOf = (action) => {
  if (action.kind === "link") return undefined;
  return action.kind === "answer"
    ? `a_${action.option.replace("!", "_")}`
    : `o_${action.command}_${action.args}`;
};

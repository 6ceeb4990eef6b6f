import { PLATFORMS, type Platform } from "../engine/adapter.ts";

/** An account as staff write it: `telegram:<id>`, `slack:<team>/<user>`, `web:<member>`. */
export interface AccountName {
  readonly platform: Platform;
  /** The workspace, where the name holds one. */
  readonly team: string | undefined;
  readonly account: string;
}

const FORM: Readonly<Record<Platform, RegExp>> = {
  web: /^(?<account>[a-z0-9-]{1,64})$/,
  telegram: /^(?<account>\d{1,19})$/,
  slack: /^(?<team>[A-Z0-9]{2,20})\/(?<account>[A-Z0-9]{2,20})$/,
};

/** Reads an account's name; undefined when it is none. */
export function readAccountName(word: string): AccountName | undefined {
  const [name, rest = ""] = word.split(":");
  const platform = PLATFORMS.find((known) => known === name);
  const groups = platform && FORM[platform].exec(rest)?.groups;
  const account = groups?.["account"];
  return platform && account ? { platform, team: groups["team"], account } : undefined;
}

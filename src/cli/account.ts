import { PLATFORMS } from "../engine/adapter.ts";
import type { NamedAccount } from "../store/people.ts";
import type { Store } from "../store/store.ts";

/** How an operator names a person: by any of their accounts. */
const ACCOUNT_FORM = "telegram:ID, slack:TEAM/USER or web:ID";

/** The account an operator means, and whose it is; undefined, with the reason on stderr, when that is nobody or not clear. */
export async function accountNamed(
  store: Pick<Store, "people">,
  account: string,
): Promise<NamedAccount | undefined> {
  const [name, ...rest] = account.split(":");
  const platform = PLATFORMS.find((known) => known === name);
  const id = rest.join(":");
  if (!platform || id === "") {
    process.stderr.write(`An account is written ${ACCOUNT_FORM}\n`);
    return undefined;
  }
  const named = await store.people.accountsNamed(platform, id);
  const [first] = named;
  if (first && new Set(named.map(({ person }) => person)).size === 1) return first;
  process.stderr.write(
    named.length === 0
      ? "Nobody with that account is known here\n"
      : "Several bots know that id as different people; erase or export by another account of theirs\n",
  );
  return undefined;
}

import { PLATFORMS } from "../engine/adapter.ts";
import type { Store } from "../store/store.ts";

/** How an operator names a person: by any of their accounts. */
export const ACCOUNT_FORM = "telegram:ID, slack:TEAM/USER or web:ID";

/** The person behind an account; undefined, with the reason on stderr, when that is nobody or not clear. */
export async function personNamed(
  store: Pick<Store, "people">,
  account: string,
): Promise<string | undefined> {
  const [name, ...rest] = account.split(":");
  const platform = PLATFORMS.find((known) => known === name);
  const id = rest.join(":");
  if (!platform || id === "") {
    process.stderr.write(`An account is written ${ACCOUNT_FORM}\n`);
    return undefined;
  }
  const people = await store.people.named(platform, id);
  const [person] = people;
  if (person !== undefined && people.length === 1) return person;
  process.stderr.write(
    people.length === 0
      ? "Nobody with that account is known here\n"
      : "Several bots know that id as different people; erase or export by another account of theirs\n",
  );
  return undefined;
}

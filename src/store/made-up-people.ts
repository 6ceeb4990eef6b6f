import type { Transaction } from "../engine/terms.ts";
import { PLAYGROUND } from "./playground-installation.ts";
import { sessionOf } from "./session.ts";

/** Whether the person of that expression has an account among the playground's made-up members. */
export function madeUp(person: string): string {
  return `exists (select from accounts join installations on installations.id = accounts.installation
    where accounts.person = ${person} and installations.platform = 'web'
      and installations.platform_id = '${PLAYGROUND}')`;
}

const BESIDE_REAL = `select ${madeUp("$1")} and exists (
  select from installations where platform <> 'web') as beside`;

/**
 * Whether somebody is one of the playground's made-up members in a service that has real chats as well. Whoever opens
 * the playground speaks as any of them, so what they may do there must reach nobody and nothing outside of it.
 */
export async function isMadeUpBesideReal(
  transaction: Transaction,
  person: string,
): Promise<boolean> {
  const [row] = await sessionOf(transaction).sql.unsafe<{ beside: boolean }[]>(
    BESIDE_REAL,
    [person],
    { prepare: true },
  );
  return row?.beside ?? false;
}

const SPACE = `select exists (select from spaces join installations on installations.id = spaces.installation
  where spaces.id = $1 and installations.platform = 'web'
    and installations.platform_id = '${PLAYGROUND}') as inside`;

/** Whether a space is one of the playground's. */
export async function isPlaygroundSpace(transaction: Transaction, space: string): Promise<boolean> {
  const { sql } = sessionOf(transaction);
  const [row] = await sql.unsafe<{ inside: boolean }[]>(SPACE, [space], { prepare: true });
  return row?.inside ?? false;
}

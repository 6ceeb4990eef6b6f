import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { randomLetters } from "../random-letters.ts";
import { caseCodes } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { caseHashes } from "./hashes.ts";

/** How long a code handed over at a desk can be used, ms. */
const DESK_CODE_MS = 24 * 60 * 60_000;

const LENGTH = 8;

/** Makes the code a clerk hands over; an earlier one of the case is void. */
export async function addDeskCode(
  transaction: Transaction,
  { id, number }: { readonly id: string; readonly number: string },
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const { db, keyring } = sessionOf(transaction);
  const hashes = caseHashes(keyring);
  const code = randomLetters(LENGTH);
  await db
    .update(caseCodes)
    .set({ expiresAt: sql`now()` })
    .where(
      and(
        eq(caseCodes.case, id),
        eq(caseCodes.kind, "desk_code"),
        isNull(caseCodes.usedAt),
        gt(caseCodes.expiresAt, sql`now()`),
      ),
    );
  const [row] = await db
    .insert(caseCodes)
    .values({
      id: newId(),
      case: id,
      kind: "desk_code",
      codeHash: hashes.code(`${hashes.number(number)} ${code}`),
      expiresAt: sql`now() + ${DESK_CODE_MS} * interval '1 millisecond'`,
    })
    .returning({ expiresAt: caseCodes.expiresAt });
  if (!row) throw new Error("A code was not kept");
  return { code, expiresAt: row.expiresAt };
}

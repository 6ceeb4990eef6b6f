import { desc, eq } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { outbound, transcript } from "./schema/index.ts";
import type { Unsealed } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import { readerFor } from "./unsealing.ts";

/** What was said in one turn: by whom, and what the bot answered. */
export interface TranscriptLine {
  readonly lane: string;
  readonly revision: number;
  readonly speaker: "person" | "bot";
  readonly masked: string;
  /** A person's words as text; the bot's intent as JSON. */
  readonly words: Unsealed;
  /** ms UTC. */
  readonly at: number;
}

/** The newest lines of a lane, the oldest of them first. */
export async function recentLines(
  transaction: Transaction,
  lane: string,
  limit: number,
): Promise<readonly TranscriptLine[]> {
  const { db } = sessionOf(transaction);
  const said = await db
    .select({
      lane: transcript.lane,
      revision: transcript.revision,
      masked: transcript.masked,
      sealed: transcript.sealed,
      at: transcript.saidAt,
    })
    .from(transcript)
    .where(eq(transcript.lane, lane))
    .orderBy(desc(transcript.revision))
    .limit(limit);
  const answered = await db
    .select({
      revision: outbound.revision,
      masked: outbound.masked,
      sealed: outbound.sealed,
      at: outbound.createdAt,
      ordinal: outbound.ordinal,
    })
    .from(outbound)
    .where(eq(outbound.cause, lane))
    .orderBy(desc(outbound.revision), desc(outbound.ordinal))
    .limit(limit);
  const read = await readerFor(
    transaction,
    [...said, ...answered].map(({ sealed }) => sealed),
  );
  const lines = [
    ...said.map((line) => ({ ...line, speaker: "person" as const, ordinal: -1 })),
    ...answered.map((line) => ({ ...line, lane, speaker: "bot" as const })),
  ];
  return lines
    .sort((a, b) => a.revision - b.revision || a.ordinal - b.ordinal)
    .slice(-limit)
    .map(({ revision, speaker, masked, sealed, at }) => ({
      lane,
      revision,
      speaker,
      masked,
      words: read(sealed) ?? { kind: "erased" },
      at,
    }));
}

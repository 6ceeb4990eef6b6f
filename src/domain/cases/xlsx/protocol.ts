import { z } from "zod";

const row = z.object({ kind: z.literal("row"), line: z.number(), cells: z.array(z.string()) });

/** What the reading thread answers each time it is asked for more. */
export const readerAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rows"), rows: z.array(row) }),
  z.object({ kind: z.literal("end") }),
  z.object({ kind: z.literal("refused"), reason: z.string() }),
]);

export type ReaderAnswer = z.infer<typeof readerAnswer>;
export type XlsxRow = z.infer<typeof row>;

import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { allFilesOfPerson, deleteFilesOf } from "../cases/files.ts";
import { caseFileBytes, caseFiles } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { HeldRecord, PersonalData } from "./personal-data.ts";

/** Files a person handed in for what an application lacks. */
export const caseFileData: PersonalData<"case_files"> = {
  name: "case_files",
  tables: [caseFiles, caseFileBytes],
  held,
  async erase(transaction, person) {
    await deleteFilesOf(transaction, person);
    const { db } = sessionOf(transaction);
    // As staff they took others' files over: that somebody did stays.
    await db.update(caseFiles).set({ takenBy: sql`'erased'` }).where(eq(caseFiles.takenBy, person));
  },
  async merge(transaction, from, into) {
    const { db } = sessionOf(transaction);
    await db.update(caseFiles).set({ person: into }).where(eq(caseFiles.person, from));
    await db.update(caseFiles).set({ takenBy: into }).where(eq(caseFiles.takenBy, from));
  },
};

async function held(transaction: Transaction, person: string): Promise<readonly HeldRecord[]> {
  const files = await allFilesOfPerson(transaction, person);
  return files.map(({ createdAt, label, name, kind, size, state, receivedAt, takenAt }) => ({
    at: createdAt,
    fields: {
      item: label.zh,
      name: name ?? null,
      kind: kind ?? null,
      bytes: size ?? null,
      state,
      received: instantOf(receivedAt),
      taken: instantOf(takenAt),
    },
  }));
}

function instantOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { messageOf } from "../playground/message.ts";
import {
  accounts,
  installations,
  playgroundFiles,
  playgroundMessages,
  playgroundReads,
  spaces,
} from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { type PersonalData, staysBehind } from "./personal-data.ts";

/** What a person wrote in the playground, which is a chat platform by itself and ours. */
export const playgroundData: PersonalData<"playground"> = {
  name: "playground",
  tables: [playgroundMessages, playgroundReads, playgroundFiles],
  async held(transaction, person) {
    const { db, keyring } = sessionOf(transaction);
    const { members } = await placesOf(transaction, person);
    const rows = await db
      .select()
      .from(playgroundMessages)
      .where(inArray(playgroundMessages.author, members))
      .orderBy(asc(playgroundMessages.id));
    return rows.map((row) => {
      const { body } = messageOf(keyring.service, row);
      return {
        at: row.at,
        fields: {
          said: body.kind === "text" ? body.text : body.kind === "file" ? body.name : null,
        },
      };
    });
  },
  async erase(transaction, person) {
    const { db } = sessionOf(transaction);
    const { members, directs } = await placesOf(transaction, person);
    await db
      .delete(playgroundMessages)
      .where(
        or(
          inArray(playgroundMessages.author, members),
          inArray(playgroundMessages.onlyFor, members),
          inArray(playgroundMessages.space, directs),
        ),
      );
    await db.delete(playgroundFiles).where(inArray(playgroundFiles.author, members));
    await db.delete(playgroundReads).where(inArray(playgroundReads.member, members));
  },
  merge: staysBehind,
};

async function placesOf(transaction: Transaction, person: string) {
  const rows = await sessionOf(transaction)
    .db.select({ member: accounts.platformId, direct: spaces.platformId })
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .leftJoin(spaces, eq(spaces.id, accounts.directSpace))
    .where(and(eq(accounts.person, person), eq(installations.platform, "web")));
  return {
    members: rows.map(({ member }) => member),
    directs: rows.flatMap(({ direct }) => direct ?? []),
  };
}

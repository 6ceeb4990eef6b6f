import { asc, eq, or } from "drizzle-orm";
import type { Role } from "../../engine/terms.ts";
import { audit, awaitedPosters, knowledgeEdits, staff } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { setPosition } from "../staff.ts";
import type { PersonalData } from "./personal-data.ts";

/** The higher a role, the more it may. */
const RANK: Readonly<Record<Role, number>> = { viewer: 0, specialist: 1, operator: 2, admin: 3 };

/** What a person may do for the service. */
export const staffData: PersonalData<"staff"> = {
  name: "staff",
  tables: [staff, knowledgeEdits, awaitedPosters],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(staff)
      .where(eq(staff.person, person));
    return rows.map(({ role, desks, changedAt }) => ({ at: changedAt, fields: { role, desks } }));
  },
  async erase(transaction, person) {
    const { db } = sessionOf(transaction);
    await db.delete(staff).where(eq(staff.person, person));
    await db.delete(awaitedPosters).where(eq(awaitedPosters.person, person));
  },
  /** The higher role, and the desks of both. */
  async merge(transaction, from, into) {
    const { db } = sessionOf(transaction);
    await db.update(awaitedPosters).set({ person: into }).where(eq(awaitedPosters.person, from));
    const rows = await db
      .select()
      .from(staff)
      .where(or(eq(staff.person, from), eq(staff.person, into)));
    if (!rows.some(({ person }) => person === from)) return;
    const [role] = rows.map((row) => row.role).sort((a, b) => RANK[b] - RANK[a]);
    const desks = [...new Set(rows.flatMap((row) => row.desks))];
    await setPosition(transaction, from, undefined);
    if (role) await setPosition(transaction, into, { role, desks });
  },
};

/** Who did what and when, without anybody's words. Only added to, and kept: it shows who used personal data. */
export const auditData: PersonalData<"audit"> = {
  name: "audit",
  tables: [audit],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(audit)
      .where(or(eq(audit.who, person), eq(audit.onWhat, person)))
      .orderBy(asc(audit.id));
    return rows.map(({ at, what, who }) => ({ at, fields: { what, byMe: who === person } }));
  },
  erase: async () => undefined,
  merge: async () => undefined,
};

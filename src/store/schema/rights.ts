import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * Accounts whose people were erased, as keyed hashes that say nothing to anybody else: an older backup that is
 * put back still holds these people, and they are erased again.
 */
export const erasures = pgTable("erasures", {
  account: text("account").primaryKey(),
  /** An account made later belongs to somebody who came back. */
  at: instant("at").notNull(),
});

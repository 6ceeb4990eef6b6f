import { sql } from "drizzle-orm";
import { pgTable, text } from "drizzle-orm/pg-core";
import { instant, sealed } from "./columns.ts";

/** The service's own data key, for what belongs to nobody; wrapped by a master key. */
export const serviceKeys = pgTable("service_keys", {
  id: text("id").primaryKey(),
  wrapped: sealed("wrapped").notNull(),
  masterKey: text("master_key").notNull(),
  createdAt: instant("created_at").notNull().default(sql`now()`),
});

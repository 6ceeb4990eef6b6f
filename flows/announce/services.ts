import type { EffectResult } from "../../src/engine/command.ts";
import type { Transaction } from "../../src/engine/terms.ts";

type Tagged<Kind extends string, Rest extends object = object> = EffectResult & {
  readonly kind: Kind;
} & Rest;

/** Whoever asked is not staff, or their role does not go so far. */
export type NotStaff = Tagged<"not_staff">;

/** What the flows of announcements ask of the service. */
export interface AnnounceServices {
  /** A one-time link to the console, and for how many minutes it is good. */
  consoleLink(
    transaction: Transaction,
    person: string,
  ): Promise<Tagged<"made", { readonly url: string; readonly minutes: number }> | NotStaff>;
}

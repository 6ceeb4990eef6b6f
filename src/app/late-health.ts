import type { Readiness } from "../http/readiness.ts";

/** What the service's checks say; the console is opened before there is anything to check. */
export interface LateHealth {
  /** From now on these are the checks. */
  is(readiness: () => Promise<Readiness>): void;
  /** `ok` or a reason by the name of what was checked; nothing while the service starts. */
  look(): Promise<Readiness["checks"]>;
}

export function lateHealth(): LateHealth {
  let known: (() => Promise<Readiness>) | undefined;
  return {
    is(readiness) {
      known = readiness;
    },
    look: async () => (known ? (await known()).checks : {}),
  };
}

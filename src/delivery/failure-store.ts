import { DatabaseUnavailable } from "../store/errors.ts";
import type { Store } from "../store/store.ts";
import { resultOf } from "../store/turns/commit-turns.ts";
import { keepFailedTurn } from "./keep-failure.ts";
import type { DeliveryLog } from "./ports.ts";
import type { FailureStore } from "./receive.ts";

/** Whatever else goes wrong, a failed event is kept: at the least without telling anybody. */
export function createFailureStore(store: Store, log: DeliveryLog): FailureStore {
  return {
    async keep(failed) {
      try {
        return await store.inTransaction((transaction) => keepFailedTurn(transaction, failed));
      } catch (error) {
        if (error instanceof DatabaseUnavailable) throw error;
        if (isStale(error)) return "stale";
        log.error({ err: error }, "Nobody could be told of a failed turn; its event is kept");
        await store.failures.keep(failed);
        return [];
      }
    },
  };
}

/** Another process met the same new account or space meanwhile. */
function isStale(error: unknown): boolean {
  try {
    return resultOf(error) === "stale";
  } catch {
    return false;
  }
}

import type { AlertCommand } from "../engine/command.ts";
import type { Locale } from "../i18n/locale.ts";
import { fill, text } from "../i18n/messages.ts";
import type { Store } from "../store/store.ts";
import type { LoadedLane } from "../store/turns/loaded.ts";
import { alertStaff } from "./alert-staff.ts";
import { alertMessages } from "./messages.ts";
import type { DeliveryLog } from "./ports.ts";

/**
 * Reports what the engine found for staff to look at. That somebody gave up answering is logged alone: they
 * are offered a person themselves. A run that this version cannot go on with waits for staff.
 */
export function createAlerts(store: Store, log: DeliveryLog, groupLocale: Locale) {
  async function tell(loaded: LoadedLane, { reason, flow, step }: AlertCommand): Promise<void> {
    log.warn({ reason, flow, step }, "A conversation needs a look from staff");
    if (reason !== "unknown_version") return;
    await store.inTransaction((transaction) =>
      alertStaff(transaction, {
        about: `${flow}.${step}`,
        loaded,
        groupLocale,
        content: (locale) => ({
          title: text(alertMessages.parkedTitle, locale),
          text: fill(alertMessages.parkedText, locale, { flow, step }),
        }),
      }),
    );
  }

  return async (loaded: LoadedLane, alerts: readonly AlertCommand[]): Promise<void> => {
    try {
      for (const alert of alerts) await tell(loaded, alert);
    } catch (error) {
      log.error({ err: error }, "Staff could not be told of what needs a look");
    }
  };
}

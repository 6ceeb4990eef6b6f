import type { Locale } from "../../i18n/locale.ts";
import { fill } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { eventMessages as messages } from "./messages.ts";

/** How many seats there are and what became of them. */
export interface Seats {
  readonly taken: number;
  readonly held: number;
  readonly capacity: number;
}

/** Seats as figures with a bar. */
export function seatsShown({ taken, held, capacity }: Seats, locale: Locale): Markup {
  const figures = fill(messages.seatsTaken, locale, { taken, capacity });
  return html`${figures}
    <meter max="${Math.max(1, capacity)}" value="${taken}" aria-label="${figures}"></meter>
    ${held === 0 ? "" : html`<small class="hint">${fill(messages.held, locale, { held })}</small>`}`;
}

/** The sums over all sessions that are listed. */
export function sumOf(sessions: readonly (Seats & { readonly waiting: number })[]) {
  const sum = { taken: 0, held: 0, capacity: 0, waiting: 0 };
  for (const session of sessions) {
    sum.taken += session.taken;
    sum.held += session.held;
    sum.capacity += session.capacity;
    sum.waiting += session.waiting;
  }
  return sum;
}

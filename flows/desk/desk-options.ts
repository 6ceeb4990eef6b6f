import type { FlowOption } from "../../src/engine/flow.ts";
import type { Desk } from "../../src/engine/terms.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import type { DeskServices } from "./services.ts";

/** The desks as options: named as they are, known by their id as well. */
export function deskOptions(
  services: DeskServices,
): readonly (FlowOption & { readonly id: Desk })[] {
  return services.desks().map(({ id, name, short }) => ({
    id,
    label: name,
    names: [id, short.zh, short.en],
  }));
}

/** A desk's name in the reader's language. */
export function deskName(services: DeskServices, id: Desk, locale: Locale): string {
  const desk = services.desks().find((candidate) => candidate.id === id);
  return desk ? localize(desk.name, locale) : id;
}

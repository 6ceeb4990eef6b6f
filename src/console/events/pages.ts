import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { addEventDetail } from "./detail.ts";
import { addEventList } from "./list.ts";

/** Everything about events. */
export function addEventPages(router: ConsoleRouter, parts: ConsoleParts): void {
  addEventList(router, parts);
  addEventDetail(router, parts);
}

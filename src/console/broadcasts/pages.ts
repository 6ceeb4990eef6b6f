import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { addActing } from "./acting.ts";
import { addDetailPage } from "./detail.ts";
import { addListPage } from "./list.ts";
import { addNudging } from "./nudging.ts";
import { addPreviewPage } from "./preview.ts";
import { addWritingPages } from "./writing.ts";

/** Everything about announcements. */
export function addBroadcastPages(router: ConsoleRouter, parts: ConsoleParts): void {
  addListPage(router, parts);
  addWritingPages(router, parts);
  addPreviewPage(router, parts);
  addDetailPage(router, parts);
  addActing(router, parts);
  addNudging(router, parts);
}

import type { ConsoleParts } from "../parts.ts";
import type { ConsoleRouter } from "../router.ts";
import { addAuditPage } from "./audit.ts";
import { addFailurePage } from "./failures.ts";
import { addFilePages } from "./files.ts";
import { addGuessPage } from "./guesses.ts";
import { addStaffPage } from "./staff.ts";
import { addTicketPage } from "./tickets.ts";
import { addUnansweredPage } from "./unanswered.ts";
import { addUntoldPage } from "./untold.ts";

/** The simple pages, which show; and handed-in files, which are taken over. */
export function addSimplePages(router: ConsoleRouter, parts: ConsoleParts): void {
  addTicketPage(router, parts);
  addUntoldPage(router, parts);
  addFilePages(router, parts);
  addGuessPage(router, parts);
  addUnansweredPage(router, parts);
  addFailurePage(router, parts);
  addStaffPage(router, parts);
  addAuditPage(router, parts);
}

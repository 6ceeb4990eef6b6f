import { type NudgeResult, nudgeMissing } from "../../domain/broadcasts/nudge.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";

/** The button that reminds the required readers who have not confirmed. */
export function addNudging(router: ConsoleRouter, { store }: ConsoleParts): void {
  router.action("/broadcasts/:id/nudge", "broadcasts.send", async (c, { person, locale }) => {
    const id = c.req.param("id") ?? "";
    const result = await store.inTransaction((transaction) =>
      nudgeMissing(transaction, id, person, { now: Date.now() }),
    );
    if (result.kind === "not_found") return refuse(c, "not-found", locale);
    return c.redirect(`/console/broadcasts/${id}${noteOf(result)}`, 303);
  });
}

function noteOf(result: NudgeResult): string {
  switch (result.kind) {
    case "nudged":
      return result.reminded > 0 ? "?note=nudged" : "?note=nudged_nobody";
    case "quiet":
      return "?note=quiet";
    case "not_now":
      return "?note=moved";
    case "not_found":
    case "not_allowed":
      return "";
  }
}

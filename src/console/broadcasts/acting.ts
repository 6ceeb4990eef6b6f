import type { BroadcastAct } from "../../domain/broadcasts/machine.ts";
import { sendTest } from "../../domain/broadcasts/test-send.ts";
import { ACT_PERMISSION, type ActResult, actOnBroadcast } from "../../domain/broadcasts/work.ts";
import { settleByHand } from "../../domain/uncertain-messages.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import type { Form } from "../visitor.ts";
import { HUMAN_ACTS, UNCERTAIN_FIELD } from "./act-forms.ts";

/** The buttons under an announcement: one route each, so that each has its own permission. */
export function addActing(router: ConsoleRouter, parts: ConsoleParts): void {
  const { store, rateOf } = parts;
  for (const act of HUMAN_ACTS) {
    router.action(
      `/broadcasts/:id/${act === "edit" ? "edit-sent" : act}`,
      ACT_PERMISSION[act],
      async (c, visitor, form) => {
        const id = c.req.param("id") ?? "";
        const wish = {
          id,
          by: visitor.person,
          content: contentOf(act, form),
          evenUncertain: act === "retry" && form[UNCERTAIN_FIELD] === "yes",
        };
        const result = await store.inTransaction((transaction) =>
          actOnBroadcast(transaction, act, wish, { now: Date.now(), rateOf }),
        );
        if (result.kind === "not_found") return refuse(c, "not-found", visitor.locale);
        return c.redirect(`/console/broadcasts/${id}${noteOf(act, result)}`, 303);
      },
    );
  }

  router.action(
    "/broadcasts/:id/copies/:copy/arrived",
    "broadcasts.send",
    async (c, { person, locale }) => {
      const [id, copy] = [c.req.param("id") ?? "", c.req.param("copy") ?? ""];
      const wish = { id: copy, by: person, as: "arrived" as const, of: id };
      const result = await store.inTransaction((transaction) => settleByHand(transaction, wish));
      if (result.kind === "not_found") return refuse(c, "not-found", locale);
      const note = result.kind === "done" ? "arrived" : "moved";
      return c.redirect(`/console/broadcasts/${id}?state=uncertain&note=${note}`, 303);
    },
  );

  router.action("/broadcasts/:id/test", "broadcasts.write", async (c, { person }) => {
    const id = c.req.param("id") ?? "";
    const sent = await store.inTransaction((transaction) => sendTest(transaction, id, person));
    return c.redirect(`/console/broadcasts/${id}?note=${sent ? "tested" : "untestable"}`, 303);
  });
}

/** The words a form brings along; an empty or half-filled pair changes nothing. */
function contentOf(act: BroadcastAct, form: Form) {
  const pair = (name: string) => {
    const [zh, en] = [form[`${name}Zh`]?.trim(), form[`${name}En`]?.trim()];
    return zh && en ? { zh, en } : undefined;
  };
  const body = act === "edit" ? pair("body") : undefined;
  const correction = act === "recall" ? pair("correction") : undefined;
  if (body) return { body };
  return correction ? { correction } : undefined;
}

function noteOf(act: BroadcastAct, result: ActResult): string {
  switch (result.kind) {
    case "done":
      return `?note=${act}`;
    case "not_found":
    case "not_allowed":
      return "";
    case "not_now":
      return "?note=moved";
    case "nobody":
    case "past":
    case "own":
    case "too_long":
      return `?note=${result.kind}`;
  }
}

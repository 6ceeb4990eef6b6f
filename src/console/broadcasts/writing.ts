import type { Context } from "hono";
import { broadcastOf } from "../../domain/broadcasts/content.ts";
import { createBroadcast, rewriteBroadcast } from "../../domain/broadcasts/work.ts";
import { text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { localeOf } from "../language.ts";
import { layout } from "../layout.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import { type Form, PROOF_FIELD, type Visitor } from "../visitor.ts";
import { formFields, formOfDraft } from "./form-fields.ts";
import { pageMessages as messages } from "./messages.ts";
import { readForm } from "./read-form.ts";

/** Writing a draft, and changing it until it is submitted. */
export function addWritingPages(router: ConsoleRouter, parts: ConsoleParts): void {
  const { store } = parts;

  router.page("/broadcasts/new", "broadcasts.write", (c, visitor) => showForm(c, visitor, {}, []));

  router.action("/broadcasts/new", "broadcasts.write", async (c, visitor, form) => {
    const read = await readForm(parts, form, localeOf(c, visitor.locale));
    if (!read.ok) return showForm(c, visitor, form, read.mistakes);
    const id = await store.inTransaction((transaction) =>
      createBroadcast(transaction, visitor.person, read.wish),
    );
    return id === undefined
      ? refuse(c, "not-allowed", visitor.locale)
      : c.redirect(`/console/broadcasts/${id}`, 303);
  });

  router.page("/broadcasts/:id/edit", "broadcasts.write", async (c, visitor) => {
    const kept = await store.broadcasts.find(c.req.param("id") ?? "");
    if (kept?.state !== "draft") return refuse(c, "not-found", visitor.locale);
    const draft = broadcastOf(kept);
    const people = draft.audience.flatMap((part) => (part.kind === "people" ? part.people : []));
    const accounts = await store.people.accountNames(people);
    const required = await store.people.accountNames(draft.required);
    const form = { ...formOfDraft(draft, accounts), required: required.join("\n") };
    return showForm(c, visitor, { ...form, revision: String(draft.revision) }, []);
  });

  router.action("/broadcasts/:id/edit", "broadcasts.write", async (c, visitor, form) => {
    const id = c.req.param("id") ?? "";
    const read = await readForm(parts, form, localeOf(c, visitor.locale));
    if (!read.ok) return showForm(c, visitor, form, read.mistakes);
    const draft = { id, revision: Number(form["revision"]) };
    const changed = await store.inTransaction((transaction) =>
      rewriteBroadcast(transaction, visitor.person, draft, read.wish),
    );
    return c.redirect(`/console/broadcasts/${id}${changed ? "" : "?note=moved"}`, 303);
  });
}

function showForm(
  c: Context,
  visitor: Visitor,
  form: Form,
  mistakes: readonly string[],
): Response | Promise<Response> {
  const locale = localeOf(c, visitor.locale);
  const title = text(form["revision"] ? messages.change : messages.new, locale);
  const body = html`<h1>${title}</h1>
    ${mistakesOf(mistakes)}
    <form method="post" class="fields">
      <input type="hidden" name="${PROOF_FIELD}" value="${visitor.proof}">
      <input type="hidden" name="revision" value="${form["revision"] ?? ""}">
      ${formFields(locale, form)}
      <p class="acts"><button class="primary">${text(messages.save, locale)}</button></p>
    </form>`;
  return c.html(layout(visitor, locale, title, body), mistakes.length === 0 ? 200 : 422);
}

/** What is wrong comes first: the page opens with the focus on it. */
function mistakesOf(mistakes: readonly string[]): Markup | "" {
  if (mistakes.length === 0) return "";
  return html`<div class="mistakes" tabindex="-1" autofocus>
    ${mistakes.map((mistake) => html`<p class="notice bad" role="alert">${mistake}</p>`)}
  </div>`;
}

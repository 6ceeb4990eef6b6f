import type { Context } from "hono";
import { type Broadcast, broadcastOf } from "../../domain/broadcasts/content.ts";
import { estimate } from "../../domain/broadcasts/estimate.ts";
import {
  createBroadcast,
  type NewBroadcast,
  rewriteBroadcast,
} from "../../domain/broadcasts/work.ts";
import type { Locale } from "../../i18n/locale.ts";
import { chooseLanguage, LANGUAGE_FIELD, localeOf } from "../language.ts";
import type { ConsoleParts } from "../parts.ts";
import { refuse } from "../refusal.ts";
import type { ConsoleRouter } from "../router.ts";
import type { Form, Visitor } from "../visitor.ts";
import { formOfDraft } from "./form-fields.ts";
import { CHECKED_FIELD, type ShownForm, showForm } from "./form-page.ts";
import { type FormMistake, nobodyMistake } from "./mistakes.ts";
import { readForm } from "./read-form.ts";

/** Writing a draft, and changing it until it is submitted. */
export function addWritingPages(router: ConsoleRouter, parts: ConsoleParts): void {
  const { store, rateOf } = parts;

  router.page("/broadcasts/new", "broadcasts.write", (c, visitor) =>
    show(c, visitor, { form: {}, mistakes: [] }),
  );

  router.action("/broadcasts/new", "broadcasts.write", async (c, visitor, form) => {
    if (form[LANGUAGE_FIELD] !== undefined) return showTranslated(c, visitor, form);
    const read = await readForm(parts, form, localeOf(c, visitor.locale));
    if (!read.ok) return show(c, visitor, { form, mistakes: read.mistakes });
    const id = await store.inTransaction((transaction) =>
      createBroadcast(transaction, visitor.person, read.wish),
    );
    return id === undefined
      ? refuse(c, "not-allowed", visitor.locale)
      : c.redirect(await afterSaving(id, read.wish), 303);
  });

  router.page("/broadcasts/:id/edit", "broadcasts.write", async (c, visitor) => {
    const kept = await store.broadcasts.find(c.req.param("id") ?? "");
    if (kept?.state !== "draft") return refuse(c, "not-found", visitor.locale);
    const draft = broadcastOf(kept);
    const form = await formOf(draft);
    const mistakes = await mistakesNow(draft, form, localeOf(c, visitor.locale));
    return show(c, visitor, { id: draft.id, form, mistakes, status: 200 });
  });

  router.action("/broadcasts/:id/edit", "broadcasts.write", async (c, visitor, form) => {
    const id = c.req.param("id") ?? "";
    if (form[LANGUAGE_FIELD] !== undefined) return showTranslated(c, visitor, form, id);
    const read = await readForm(parts, form, localeOf(c, visitor.locale));
    if (!read.ok) return show(c, visitor, { id, form, mistakes: read.mistakes });
    const draft = { id, revision: Number(form["revision"]) };
    const changed = await store.inTransaction((transaction) =>
      rewriteBroadcast(transaction, visitor.person, draft, read.wish),
    );
    const moved = `/console/broadcasts/${id}?note=moved`;
    return c.redirect(changed ? await afterSaving(id, read.wish) : moved, 303);
  });

  function show(c: Context, visitor: Visitor, shown: Omit<ShownForm, "locale">) {
    return showForm(c, visitor, { ...shown, locale: localeOf(c, visitor.locale) });
  }

  /** The same form in the language that was chosen; what was found wrong before is said again. */
  async function showTranslated(c: Context, visitor: Visitor, form: Form, id?: string) {
    const before = localeOf(c, visitor.locale);
    const locale = chooseLanguage(c, form[LANGUAGE_FIELD] ?? "", parts.secure) ?? before;
    const read = form[CHECKED_FIELD] === "yes" ? await readForm(parts, form, locale) : undefined;
    const mistakes = read?.ok === false ? read.mistakes : [];
    return showForm(c, visitor, { id, form, mistakes, locale, status: 200 });
  }

  /** A draft that nobody would get is kept as well, and opened again where its audience is chosen. */
  async function afterSaving(id: string, wish: NewBroadcast): Promise<string> {
    const { people, groups } = await count(wish);
    return `/console/broadcasts/${id}${people + groups === 0 ? "/edit#field-audience" : ""}`;
  }

  function count(wish: NewBroadcast) {
    return store.inTransaction((transaction) => estimate(transaction, wish, rateOf));
  }

  async function formOf(draft: Broadcast): Promise<Form> {
    const people = draft.audience.flatMap((part) => (part.kind === "people" ? part.people : []));
    const accounts = await store.people.accountNames(people);
    const required = await store.people.accountNames(draft.required);
    const form = { ...formOfDraft(draft, accounts), required: required.join("\n") };
    return { ...form, revision: String(draft.revision) };
  }

  /** What time has made wrong of a draft that was right once, and whether nobody would get it. */
  async function mistakesNow(
    draft: Broadcast,
    form: Form,
    locale: Locale,
  ): Promise<readonly FormMistake[]> {
    const read = await readForm(parts, form, locale);
    if (!read.ok) return read.mistakes;
    const counted = await count(draft);
    return counted.people + counted.groups === 0 ? [nobodyMistake(counted, locale)] : [];
  }
}

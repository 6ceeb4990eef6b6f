import type { Context } from "hono";
import type { Locale } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import { html, type Markup } from "../html.ts";
import { layout } from "../layout.ts";
import { type Form, PROOF_FIELD, type Visitor } from "../visitor.ts";
import { fieldId, formFields } from "./form-fields.ts";
import { pageMessages as messages } from "./messages.ts";
import { type FormMistake, fieldName } from "./mistakes.ts";

/** Set once the form was looked at, so that its mistakes are said again in another language. */
export const CHECKED_FIELD = "checked";

const FORM = "writing";

/** A form as it is shown: what is written in it, and what is wrong with it. */
export interface ShownForm {
  /** Of the draft that is changed. */
  readonly id?: string | undefined;
  readonly form: Form;
  readonly mistakes: readonly FormMistake[];
  readonly locale: Locale;
  /** Without one, a form with mistakes is one that was refused. */
  readonly status?: 200 | undefined;
}

/** The page on which an announcement is written. */
export function showForm(
  c: Context,
  visitor: Visitor,
  { id, form, mistakes, locale, status }: ShownForm,
): Response | Promise<Response> {
  const title = text(id === undefined ? messages.new : messages.change, locale);
  const back =
    id === undefined
      ? html`<a class="back" href="/console/broadcasts">${text(messages.list, locale)}</a>`
      : html`<a class="back" href="/console/broadcasts/${id}">${text(messages.back, locale)}</a>`;
  const body = html`<p>${back}</p>
    <h1>${title}</h1>
    ${mistakesOf(mistakes, locale)}
    <form method="post" class="fields" id="${FORM}">
      <input type="hidden" name="${PROOF_FIELD}" value="${visitor.proof}">
      <input type="hidden" name="revision" value="${form["revision"] ?? ""}">
      <input type="hidden" name="${CHECKED_FIELD}" value="${mistakes.length === 0 ? "" : "yes"}">
      ${formFields(locale, form, mistakes)}
      <p class="acts"><button class="primary">${text(messages.save, locale)}</button></p>
    </form>`;
  const page = layout(visitor, locale, title, body, FORM);
  return c.html(page, status ?? (mistakes.length === 0 ? 200 : 422));
}

/** What is wrong comes first, each with the way to its field: the page opens with the focus on it. */
function mistakesOf(mistakes: readonly FormMistake[], locale: Locale): Markup | "" {
  if (mistakes.length === 0) return "";
  return html`<div class="mistakes" tabindex="-1" autofocus>
    ${mistakes.map(
      ({ field, sentence }) =>
        html`<p class="notice bad" role="alert">
          <a href="#${fieldId(field)}">${text(fieldName(field), locale)}</a> ${sentence}
        </p>`,
    )}
  </div>`;
}

import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { rightsMessages as messages } from "./rights-messages.ts";
import type { AccountServices } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** 撤回同意: which one, what stops working, and then it is withdrawn with what rests on it. */
export function revokeFlow(services: AccountServices): Flow {
  return flow("account.revoke", SHORT)
    .load("consents", ({ actor }) => services.consents(actor.person))
    .choose("purpose", {
      label: messages.purposeLabel,
      prompt: ({ locale, loaded }) => ({
        text: text(
          loaded.consents.length === 0 ? messages.noConsent : messages.purposePrompt,
          locale,
        ),
      }),
      options: ({ loaded }) =>
        loaded.consents.map(({ purpose, title }) => ({ id: purpose, label: title })),
      prefill: ({ loaded }) =>
        loaded.consents.length === 0 ? NONE : only(loaded.consents.map(({ purpose }) => purpose)),
    })
    .when(
      ({ answers }) => answers.purpose === NONE,
      (part) => part.say("nothing", ({ locale }) => [say(messages.noConsent, locale)]),
    )
    .when(
      ({ answers }) => answers.purpose !== NONE,
      (part) =>
        part
          .review("check", {
            prompt: ({ locale, answers, loaded }) => ({
              text: fill(messages.revokeReview, locale, {
                stops: stopsOf(loaded.consents, answers.purpose, locale),
              }),
            }),
            confirm: messages.confirmRevoke,
          })
          .effect("revoke", {
            key: ({ run }) => `consent.revoke:${run}`,
            perform: (transaction, { actor, answers }) =>
              services.revoke(transaction, actor.person, answers.purpose),
          })
          .match("revoke", {
            revoked: {
              to: "end",
              acts: (_result, { locale, answers }) => [
                { kind: "withdraw", purpose: answers.purpose },
                say(messages.revoked, locale),
              ],
            },
            not_given: {
              to: "end",
              acts: (_result, { locale }) => [say(messages.revokedAlready, locale)],
            },
          }),
    )
    .build();
}

/** Stands for the answer when there is nothing to choose from. */
const NONE = "none";

function only(purposes: readonly string[]): string | undefined {
  return purposes.length === 1 ? purposes[0] : undefined;
}

function stopsOf(
  consents: readonly { readonly purpose: string; readonly stops: Localized }[],
  purpose: string,
  locale: Locale,
): string {
  const consent = consents.find((one) => one.purpose === purpose);
  return consent ? localize(consent.stops, locale) : "";
}

function say(entry: Localized, locale: Locale): Act {
  return { kind: "say", content: { text: text(entry, locale) } };
}

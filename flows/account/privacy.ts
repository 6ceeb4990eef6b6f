import { flow } from "../../src/engine/builder.ts";
import { type Act, type Flow, type FlowContext, openButton } from "../../src/engine/flow.ts";
import type { Content, Row } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { exportMessages } from "./export-text.ts";
import { rightsMessages as messages } from "./rights-messages.ts";
import type { AccountServices, Holding, StandingConsent } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;

/** 我的数据: what is held about the person, why, who sees it, how long; with the ways to act on it. */
export function privacyFlow(services: AccountServices): Flow {
  return flow("account.privacy", SHORT)
    .load("holdings", ({ actor }) => services.holdings(actor.person))
    .load("consents", ({ actor }) => services.consents(actor.person))
    .say("card", ({ loaded, locale, space }) => [
      { kind: "say", form: "card", content: cardOf(loaded.holdings, loaded.consents, locale) },
      ...hintOutside(space, locale),
    ])
    .build();
}

/** Everything that is held about the person, as text in their direct chat. */
export function exportFlow(services: AccountServices): Flow {
  return flow("account.export", SHORT)
    .load("exported", ({ actor }) => services.exported(actor.person))
    .say("export", ({ loaded, locale, space }) => [
      ...exportMessages(loaded.exported, locale).map((content): Act => ({ kind: "say", content })),
      ...hintOutside(space, locale),
    ])
    .build();
}

/** In a group nothing of it is shown but where it went. */
function hintOutside(space: FlowContext["space"], locale: Locale): readonly Act[] {
  return space === "direct" ? [] : [{ kind: "remark", text: text(messages.privately, locale) }];
}

function cardOf(
  holdings: readonly Holding[],
  consents: readonly StandingConsent[],
  locale: Locale,
): Content {
  return {
    title: text(messages.cardTitle, locale),
    text: text(holdings.length === 0 ? messages.cardStranger : messages.cardText, locale),
    rows: [
      ...holdings.map((holding) => holdingRow(holding, locale)),
      ...consents.map((consent) => consentRow(consent, locale)),
    ],
    footnote: text(messages.cardFootnote, locale),
    buttons: [
      openButton(text(messages.exportButton, locale), "export"),
      openButton(text(messages.revokeButton, locale), "revoke"),
      openButton(text(messages.forgetButton, locale), "forget", "", "danger"),
    ],
  };
}

function holdingRow(holding: Holding, locale: Locale): Row {
  const { title, fields, why, who, count } = holding;
  return {
    label: localize(title, locale),
    value: fill(messages.cardRow, locale, {
      count,
      fields: localize(fields, locale),
      why: localize(why, locale),
      who: localize(who, locale),
      kept: keptWords(holding, locale),
    }),
  };
}

function keptWords({ days, isProof }: Holding, locale: Locale): string {
  if (days !== undefined) return fill(messages.keptDays, locale, { days });
  return text(isProof ? messages.keptAsProof : messages.keptUntilDeleted, locale);
}

function consentRow({ title, textVersion, givenAt }: StandingConsent, locale: Locale): Row {
  const purpose = localize(title, locale);
  const day = new Date(givenAt + 8 * 60 * MINUTE).toISOString().slice(0, 10);
  return {
    label: fill(messages.consentLabel, locale, { purpose }),
    value: fill(messages.consentRow, locale, { version: textVersion, day }),
  };
}

import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { EffectResult } from "../../src/engine/command.ts";
import { type Act, type Flow, type FlowContext, openButton } from "../../src/engine/flow.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, type Template, text } from "../../src/i18n/messages.ts";
import { linkMessages as messages } from "./link-messages.ts";
import { rightsMessages } from "./rights-messages.ts";
import type { AccountServices } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "private", idleMs: 10 * MINUTE, ttlMs: 15 * MINUTE } as const;

/** 绑定: a code to type on the other platform. 绑定 CODE: the code is taken, and whoever typed it confirms. */
export function linkFlow(services: AccountServices): Flow {
  return flow("account.link", SHORT)
    .input(z.object({ code: z.string().nullable() }))
    .when(
      ({ input }) => input.code === null,
      (part) =>
        part
          .effect("make", {
            key: ({ run }) => `link.make:${run}`,
            perform: (transaction, { actor }) => services.startLink(transaction, actor.person),
          })
          .match("make", {
            made: {
              to: "end",
              acts: ({ code }, { locale, space }) => [
                say(messages.made, locale, { code }),
                ...hintOutside(space, locale),
              ],
            },
          }),
    )
    .effect("claim", {
      key: ({ run }) => `link.claim:${run}`,
      perform: (transaction, { actor, input }) =>
        services.claimLink(transaction, input.code ?? "", actor.person),
    })
    .match("claim", {
      claimed: { to: "next" },
      refused: { to: "end", acts: (_result, { locale }) => [refused(locale)] },
    })
    .review("check", {
      prompt: ({ locale, results: { claim } }) => ({
        text: fill(messages.claimReview, locale, {
          account: claim.kind === "claimed" ? claim.account : "",
        }),
      }),
      confirm: messages.confirmClaim,
    })
    .effect("confirm", {
      key: ({ run }) => `link.confirm:${run}`,
      perform: (transaction, { actor, results: { claim } }) =>
        services.confirmClaim(transaction, linkOf(claim), actor.person),
    })
    .match("confirm", {
      confirmed: {
        to: "end",
        acts: (confirmed, { locale, results: { claim } }) => [
          { kind: "say", content: { text: text(messages.claimed, locale) } },
          askMaker(confirmed, linkOf(claim)),
        ],
      },
      refused: { to: "end", acts: (_result, { locale }) => [refused(locale)] },
    })
    .build();
}

function linkOf(claim: EffectResult): string {
  return typeof claim["link"] === "string" ? claim["link"] : "";
}

/** Asks the one who made the code, wherever they were seen last. */
function askMaker(
  { maker, locale, account }: { readonly maker: string; locale: Locale; account: string },
  link: string,
): Act {
  const button = text(messages.acceptButton, locale);
  return {
    kind: "tell",
    to: { kind: "person", person: maker },
    locale,
    content: {
      text: fill(messages.acceptAsk, locale, { account }),
      buttons: [openButton(button, "link-accept", link, "primary")],
    },
  };
}

/** The one who made the code confirms as well; then the two are joined. */
export function linkAcceptFlow(services: AccountServices): Flow {
  return flow("account.link-accept", SHORT)
    .input(z.object({ link: z.string() }))
    .load("account", ({ input, actor }) => services.linkToAccept(input.link, actor.person))
    .when(
      ({ loaded }) => loaded.account === undefined,
      (part) => part.say("gone", ({ locale }) => [refused(locale)]),
    )
    .when(
      ({ loaded }) => loaded.account !== undefined,
      (part) =>
        part
          .review("check", {
            prompt: ({ locale, loaded }) => ({
              text: fill(messages.acceptReview, locale, { account: loaded.account ?? "" }),
            }),
            confirm: messages.confirmAccept,
          })
          .effect("agree", {
            key: ({ run }) => `link.agree:${run}`,
            perform: (transaction, { actor, input }) =>
              services.agreeToLink(transaction, input.link, actor.person),
          })
          .match("agree", {
            agreed: {
              to: "end",
              acts: (_result, { locale }) => [
                { kind: "say", content: { text: text(messages.agreed, locale) } },
              ],
            },
            refused: { to: "end", acts: (_result, { locale }) => [refused(locale)] },
          }),
    )
    .build();
}

/** Whatever is wrong with a code, the words are the same. */
function refused(locale: Locale): Act {
  return { kind: "say", content: { text: text(messages.refused, locale) } };
}

function say<Parameters>(entry: Template<Parameters>, locale: Locale, gaps: Parameters): Act {
  return { kind: "say", content: { text: fill(entry, locale, gaps) } };
}

function hintOutside(space: FlowContext["space"], locale: Locale): readonly Act[] {
  if (space === "direct") return [];
  return [{ kind: "remark", text: text(rightsMessages.privately, locale) }];
}

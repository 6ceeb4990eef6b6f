import { z } from "zod";
import type { WithdrawResult } from "../../src/domain/events/results.ts";
import type { SeatView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import type { Act, Flow } from "../../src/engine/flow.ts";
import { formatMoment } from "../../src/i18n/dates.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { seatOptions } from "./choices.ts";
import { titleOf } from "./pass.ts";
import { PRIVATE, say, seatGone, seatInput } from "./seat.ts";
import { seatMessages as messages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";
import { signUpButton } from "./wording.ts";

/** 取消报名: which sign-up, a last look, then the seat goes to whoever waits. */
export function withdrawFlow(services: EventServices): Flow {
  return flow("events.withdraw", PRIVATE)
    .input(z.object({ code: z.string().nullable(), seat: z.string().nullable() }))
    .load("seats", async ({ input, actor }) => {
      const seats = await services.mySeats(actor.person);
      return seats.filter(
        ({ code, seat }) =>
          (input.code === null || code === input.code) &&
          (input.seat === null || seat === input.seat),
      );
    })
    .when(
      ({ loaded, answers }) => loaded.seats.length === 0 && !("which" in answers),
      (none) =>
        none.say("nothing", ({ locale }) =>
          say({ text: text(messages.nothingToWithdraw, locale) }),
        ),
    )
    .when(
      // One given back meanwhile, by another way, is told of at the end.
      ({ loaded, answers }) => loaded.seats.length > 0 || "which" in answers,
      (some) =>
        some
          .choose("which", {
            label: messages.withdrawLabel,
            plain: true,
            prompt: ({ locale }) => ({ text: text(messages.whichWithdraw, locale) }),
            options: ({ loaded }) => seatOptions(loaded.seats),
            prefill: ({ loaded: { seats } }) => (seats.length === 1 ? seats[0]?.seat : undefined),
          })
          .review("check", {
            prompt: (context) => {
              const seat = chosen(context);
              if (!seat) return { text: text(messages.nothingToWithdraw, context.locale) };
              const when = formatMoment(seat.startsAt, seat.zone, context.locale);
              const title = titleOf(seat, context.locale);
              return { text: fill(messages.withdrawReview, context.locale, { title, when }) };
            },
            confirm: messages.confirmWithdraw,
          })
          .effect("withdraw", {
            key: ({ run }) => `event.withdraw:${run}`,
            perform: (transaction, { actor, answers }) =>
              services.withdrawSeat(transaction, actor.person, answers.which),
          })
          .match("withdraw", withdrawBranches(chosen)),
    )
    .build();
}

interface Chosen {
  readonly answers: { readonly which?: string };
  readonly loaded: { readonly seats: readonly SeatView[] };
  readonly locale: Locale;
}

function chosen({ answers, loaded }: Chosen): SeatView | undefined {
  return loaded.seats.find(({ seat }) => seat === answers.which);
}

/** "Can't come, free my seat" under a reminder: at once, since that is what the button says. */
export function freeSeatFlow(services: EventServices): Flow {
  return flow("events.free", PRIVATE)
    .input(seatInput)
    .load("seat", ({ input, actor }) => services.mySeat(input.seat, actor.person))
    .effect("withdraw", {
      key: ({ run }) => `event.free:${run}`,
      perform: (transaction, { actor, input }) =>
        services.withdrawSeat(transaction, actor.person, input.seat),
    })
    .match(
      "withdraw",
      withdrawBranches(({ loaded }: { loaded: { seat: SeatView | undefined } }) => loaded.seat),
    )
    .build();
}

function withdrawBranches<Context>(seatOf: (context: Context) => SeatView | undefined) {
  type In = Context & { readonly locale: Locale };
  const ends = <Kind extends WithdrawResult["kind"]>(
    acts: (result: Extract<WithdrawResult, { kind: Kind }>, context: In) => readonly Act[],
  ) => ({ to: "end" as const, acts });
  return {
    withdrawn: ends<"withdrawn">(({ was }, context) => {
      const seat = seatOf(context);
      if (!seat) return seatGone(context.locale);
      const words = was === "waiting" ? messages.leftQueue : messages.withdrawn;
      return say({
        text: fill(words, context.locale, { title: titleOf(seat, context.locale) }),
        buttons: [signUpButton(seat.code, context.locale)],
      });
    }),
    not_signed_up: ends<"not_signed_up">((_result, { locale }) =>
      say({ text: text(messages.nothingToWithdraw, locale) }),
    ),
    too_late: ends<"too_late">((_result, { locale }) =>
      say({ text: text(messages.tooLateToWithdraw, locale) }),
    ),
    not_found: ends<"not_found">((_result, { locale }) => seatGone(locale)),
  };
}

import { z } from "zod";
import type { EventView } from "../../src/domain/events/views.ts";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import type { IncomingFile } from "../../src/engine/event.ts";
import type { Act, Flow, Parsed } from "../../src/engine/flow.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { eventMessages } from "./messages.ts";
import { posterMessages as messages } from "./poster-messages.ts";
import { PRIVATE, say } from "./seat.ts";
import { seatMessages } from "./seat-messages.ts";
import type { EventServices } from "./services.ts";

const input = z.object({ code: z.string(), remove: z.boolean() });

/** A picture as an answer: what fetches it, and the space where it was sent. */
type Sent = { readonly reference: string; readonly space: string };

/** 海报: staff give an event a picture, or take it away. Who may is decided again by each effect. */
export function posterFlow(services: EventServices): Flow {
  return flow("events.poster", PRIVATE)
    .input(input)
    .load("event", async ({ input, actor }) =>
      (await services.mayManage(actor.person)) ? services.viewEvent(input.code) : undefined,
    )
    .when(
      ({ loaded }) => loaded.event === undefined,
      (none) =>
        none.say("none", ({ locale }) => line(seatMessages.staffOnly)(undefined, { locale })),
    )
    .when(
      ({ loaded, input }) => loaded.event !== undefined && input.remove,
      (part) =>
        part
          .effect("remove", {
            key: ({ run }) => `event.poster_removed:${run}`,
            perform: async (transaction, { actor, input }) => {
              const { kind } = await services.removePoster(transaction, actor.person, input.code);
              return { kind };
            },
          })
          .match("remove", {
            removed: ends(messages.removed),
            unchanged: ends(messages.none),
            not_found: ends(eventMessages.notFound),
            not_staff: ends(seatMessages.staffOnly),
          }),
    )
    .when(
      ({ loaded, input }) => loaded.event !== undefined && !input.remove,
      (part) =>
        part
          .ask("picture", {
            label: messages.pictureLabel,
            personal: "words",
            prompt: (context) => ({ text: prompt(context) }),
            parse: () => ({ ok: false, reason: messages.notAPicture }),
            readFiles: (files, { at }) => sentOf(files, at.space, services.mostPosterBytes),
            show: () => "✓",
          })
          .effect("take", {
            key: ({ run }) => `event.poster:${run}`,
            perform: (transaction, { actor, answers, input: { code } }) =>
              services.offerPoster(transaction, {
                ...answers.picture,
                staff: actor.person,
                code,
              }),
          })
          .match("take", {
            noted: ends(messages.noted),
            not_found: ends(eventMessages.notFound),
            not_staff: ends(seatMessages.staffOnly),
          }),
    )
    .build();
}

interface Prompted {
  readonly loaded: { readonly event: EventView | undefined };
  readonly locale: Locale;
}

function prompt({ loaded: { event }, locale }: Prompted): string {
  const title = event ? localize(event.title, locale) : "";
  const words = fill(messages.prompt, locale, { title });
  if (!event?.hasPoster) return words;
  return `${words}\n${fill(messages.hasOne, locale, { code: event.code })}`;
}

/** What its platform tells of it may be wrong: what is plainly no picture is refused here, the rest by its bytes. */
function sentOf(files: readonly IncomingFile[], space: string, mostBytes: number): Parsed<Sent> {
  const [file, ...more] = files;
  if (!file || more.length > 0) return { ok: false, reason: messages.oneAtATime };
  const { reference, size, type = "" } = file;
  if (size === 0) return { ok: false, reason: messages.empty };
  if (size !== undefined && size > mostBytes) return { ok: false, reason: messages.tooLarge };
  const isPossible = type === "" || type === "application/octet-stream" || /^image\//i.test(type);
  if (!isPossible) return { ok: false, reason: messages.wrongKind };
  return { ok: true, value: { reference, space } };
}

function line(words: Localized) {
  return (_result: unknown, { locale }: { readonly locale: Locale }): readonly Act[] =>
    say({ text: text(words, locale) });
}

const ends = (words: Localized) => ({ to: "end" as const, acts: line(words) });

const REMOVE = /(?<![\s:：])[\s:：]+(?:删除|移除|去掉|remove|delete)$/iu;

/** 海报 EV-01, 海报 EV-01 删除 / /poster EV-01, /poster EV-01 remove. */
export function posterCommand(codeOf: (args: string) => string | undefined): CommandDefinition {
  const read = (args: string) => {
    const remove = REMOVE.test(args.trim());
    const code = codeOf(args.trim().replace(REMOVE, ""));
    return code === undefined ? undefined : { code, remove };
  };
  return {
    name: "poster",
    words: ["海报", "活动海报", "poster"],
    calls: (args) => read(args) !== undefined,
    flow: "events.poster",
    input: read,
  };
}

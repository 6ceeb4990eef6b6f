import { z } from "zod";
import type { WantedItem } from "../../src/domain/cases/views.ts";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition, FilesTaker } from "../../src/engine/definition.ts";
import type { IncomingFile } from "../../src/engine/event.ts";
import { type Act, type Flow, openButton, type Parsed } from "../../src/engine/flow.ts";
import { type Locale, type Localized, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { fileMessages as messages } from "./file-messages.ts";
import type { StatusServices } from "./services.ts";

const told = z.object({
  reference: z.string(),
  name: z.string().nullable(),
  size: z.number().nullable(),
});

/** A file as an answer: what fetches it, and the space where it was sent. */
type Sent = z.infer<typeof told> & { readonly space: string };

const input = z.object({
  /** An item's key, or a case's id for any of its items; null for all. */
  about: z.string().nullable(),
  /** Sent before anything was asked. */
  file: told.nullable(),
  /** Several came at once, so none of them was taken up. */
  several: z.boolean(),
});

const MINUTE = 60_000;
const LIFE = { version: 1, surface: "private", idleMs: 15 * MINUTE, ttlMs: 120 * MINUTE } as const;
/** As many as can be shown as buttons on every platform. */
const MOST_SHOWN = 10;

/** Somebody hands in a file for something that their application lacks. */
export function handInFlow(services: StatusServices): Flow {
  return flow("status.hand-in", LIFE)
    .input(input)
    .load("wanted", ({ actor }) => services.wantedItems(actor.person))
    .when(
      ({ input, loaded }) => meant(input.about, loaded.wanted).length === 0,
      (part) => part.say("nothing", ({ locale }) => [say(messages.nothingWanted, locale)]),
    )
    .when(
      ({ input, loaded }) => meant(input.about, loaded.wanted).length > 0,
      (part) =>
        part
          .when(
            ({ input }) => input.several,
            (many) => many.say("several", ({ locale }) => [say(messages.oneAtATime, locale)]),
          )
          .choose("item", {
            label: messages.itemLabel,
            prompt: ({ input, locale }) => ({
              text: text(input.file ? messages.itemPromptForFile : messages.itemPrompt, locale),
            }),
            options: ({ input, loaded }) => optionsOf(meant(input.about, loaded.wanted)),
            prefill: ({ input, loaded }) => only(input, loaded.wanted),
          })
          .ask("file", {
            label: messages.fileLabel,
            personal: "words",
            prompt: ({ answers, loaded, locale }) => ({
              text: fill(messages.filePrompt, locale, {
                item: labelOf(answers.item, loaded.wanted, locale),
              }),
            }),
            parse: () => ({ ok: false, reason: messages.notAFile }),
            readFiles: (files, { at }) => sentOf(files, at.space),
            prefill: ({ input, origin }) =>
              input.file ? { ...input.file, space: origin.space } : undefined,
            show: () => "✓",
          })
          .effect("take", {
            key: ({ run }) => `case.file:${run}`,
            perform: (transaction, { actor, answers }) =>
              services.takeInFile(transaction, {
                ...answers.file,
                person: actor.person,
                item: answers.item,
              }),
          })
          .match("take", {
            noted: { to: "end" },
            too_large: { to: "end", acts: (_result, context) => refusal("tooLarge", context) },
            empty: { to: "end", acts: (_result, context) => refusal("empty", context) },
            too_many: { to: "end", acts: (_result, { locale }) => [say(messages.tooMany, locale)] },
            not_wanted: {
              to: "end",
              acts: (_result, { locale }) => [say(messages.notWanted, locale)],
            },
          }),
    )
    .build();
}

/** The items that are meant: all, those of one case, or one. */
function meant(about: string | null, wanted: readonly WantedItem[]): readonly WantedItem[] {
  return wanted
    .filter((item) => about === null || item.key === about || item.case === about)
    .slice(0, MOST_SHOWN);
}

/** The one item a button named. What a file that came unasked is for is asked even then. */
function only(
  { about, file }: z.infer<typeof input>,
  wanted: readonly WantedItem[],
): string | undefined {
  const [first, ...others] = meant(about, wanted);
  return first && others.length === 0 && file === null ? first.key : undefined;
}

function optionsOf(items: readonly WantedItem[]) {
  return items.map(({ key, label, programme }) => {
    const isAlone = items.every((each) => each.case === items[0]?.case);
    if (isAlone) return { id: key, label };
    return {
      id: key,
      label: { zh: `${label.zh}（${programme.zh}）`, en: `${label.en} (${programme.en})` },
    };
  });
}

function labelOf(key: string, wanted: readonly WantedItem[], locale: Locale): string {
  const item = wanted.find((each) => each.key === key);
  return item ? localize(item.label, locale) : "";
}

function sentOf(files: readonly IncomingFile[], space: string): Parsed<Sent> {
  const [file, ...more] = files;
  if (!file || more.length > 0) return { ok: false, reason: messages.oneAtATime };
  const { reference, name = null, size = null } = file;
  return { ok: true, value: { reference, name, size, space } };
}

interface Refusing {
  readonly locale: Locale;
  readonly answers: { readonly item: string };
}

function refusal(why: "tooLarge" | "empty", { locale, answers }: Refusing): readonly Act[] {
  const again = openButton(text(messages.again, locale), "case-file", answers.item);
  return [{ kind: "say", content: { text: text(messages[why], locale), buttons: [again] } }];
}

/** Takes a file back that the desk has not taken yet. */
export function takeBackFlow(services: StatusServices): Flow {
  return flow("status.take-back", LIFE)
    .input(z.object({ file: z.string() }))
    .effect("withdraw", {
      key: ({ run }) => `case.file_back:${run}`,
      perform: (transaction, { actor, input }) =>
        services.takeBackFile(transaction, actor.person, input.file),
    })
    .match("withdraw", {
      withdrawn: { to: "end", acts: (_result, { locale }) => [say(messages.withdrawn, locale)] },
      taken: { to: "end", acts: (_result, { locale }) => [say(messages.alreadyTaken, locale)] },
      not_there: { to: "end", acts: (_result, { locale }) => [say(messages.notThere, locale)] },
    })
    .build();
}

function say(entry: Localized, locale: Locale): Act {
  return { kind: "say", content: { text: text(entry, locale) } };
}

/** A file that came without a question about it: what it is for is asked. */
export const handInFiles: FilesTaker = {
  flow: "status.hand-in",
  takes: ({ wanted }) => Array.isArray(wanted) && wanted.length > 0,
  input: (files) => {
    const [file, ...more] = files;
    const { reference = "", name = null, size = null } = file ?? {};
    const isOne = file !== undefined && more.length === 0;
    return { about: null, file: isOne ? { reference, name, size } : null, several: !isOne };
  },
};

/** Buttons: hand in a file for an item or a case, take one back. */
export const handInCommands: readonly CommandDefinition[] = [
  {
    name: "case-file",
    words: [],
    flow: "status.hand-in",
    input: (args) =>
      /^[a-z0-9]{14,16}$/.test(args) ? { about: args, file: null, several: false } : undefined,
  },
  {
    name: "case-file-back",
    words: [],
    flow: "status.take-back",
    input: (args) => (/^[a-z0-9]{14}$/.test(args) ? { file: args } : undefined),
  },
];

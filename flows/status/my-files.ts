import { z } from "zod";
import type { OwnFile } from "../../src/domain/cases/views.ts";
import { flow } from "../../src/engine/builder.ts";
import type { CommandDefinition } from "../../src/engine/definition.ts";
import { type Act, type Flow, openButton } from "../../src/engine/flow.ts";
import type { Content, Row } from "../../src/engine/intent.ts";
import { formatMoment } from "../../src/i18n/dates.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { ownFileMessages as messages } from "./own-file-messages.ts";
import type { StatusServices } from "./services.ts";

const MINUTE = 60_000;
const SHORT = { version: 1, surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;
/** As many as can be shown as buttons on every platform, with one for more. */
const ON_A_PAGE = 6;

/** 我的文件: what a person handed in and is still here, with a way to get each back. */
export function myFilesFlow(services: StatusServices): Flow {
  return flow("status.my-files", SHORT)
    .input(z.object({ from: z.number().int().nonnegative() }))
    .load("files", ({ actor }) => services.ownFiles(actor.person))
    .say("card", ({ input, loaded: { files }, locale, space }): readonly Act[] => [
      { kind: "say", form: "card", content: cardOf(files, input.from, locale, services.zone) },
      ...(space === "direct"
        ? []
        : [{ kind: "remark" as const, text: text(messages.privately, locale) }]),
    ])
    .build();
}

function cardOf(files: readonly OwnFile[], from: number, locale: Locale, zone: string): Content {
  const shown = files.slice(from, from + ON_A_PAGE);
  const title = text(messages.title, locale);
  if (shown.length === 0) return { title, text: text(messages.nothing, locale) };
  const next = from + ON_A_PAGE;
  return {
    title,
    text: text(messages.text, locale),
    rows: shown.map((file, index) => rowOf(file, from + index + 1, locale, zone)),
    buttons: [
      ...shown.map(({ id, label }, index) => {
        const words = { number: from + index + 1, item: localize(label, locale) };
        return openButton(fill(messages.getBack, locale, words), "case-file-get", id);
      }),
      ...(next < files.length
        ? [openButton(text(messages.more, locale), "myfiles", `${next}`)]
        : []),
    ],
  };
}

function rowOf(file: OwnFile, number: number, locale: Locale, zone: string): Row {
  const words = {
    name: file.name,
    programme: localize(file.programme, locale),
    moment: formatMoment(file.receivedAt, zone, locale),
  };
  return {
    label: `${number}. ${localize(file.label, locale)}`,
    value: fill(file.isTaken ? messages.rowTaken : messages.row, locale, words),
  };
}

/** Gives one file back to whoever handed it in, in their direct chat. */
export function getFileFlow(services: StatusServices): Flow {
  return flow("status.get-file", SHORT)
    .input(z.object({ file: z.string() }))
    .effect("give", {
      key: ({ run }) => `case.file_get:${run}`,
      perform: (transaction, { actor, input }) =>
        services.handBack(transaction, actor.person, input.file),
    })
    .match("give", {
      here: {
        to: "end",
        acts: ({ id, label, name }, { locale, actor }): readonly Act[] => {
          const item = localize(label, locale);
          const file = { kind: "handedIn" as const, label: item, name, file: id };
          return [
            {
              kind: "say",
              content: {
                text: fill(messages.here, locale, { item, name }),
                attachments: [{ ...file, person: actor.person }],
              },
            },
          ];
        },
      },
      not_there: {
        to: "end",
        acts: (_result, { locale }) => [
          { kind: "say", content: { text: text(messages.notThere, locale) } },
        ],
      },
    })
    .build();
}

/** 我的文件 / myfiles, and the button that gets one back. */
export const ownFileCommands: readonly CommandDefinition[] = [
  {
    name: "myfiles",
    words: ["我的文件", "我的材料", "我交的材料", "myfiles", "my files"],
    flow: "status.my-files",
    input: (args, by) => ({ from: by === "button" && /^\d{1,4}$/.test(args) ? Number(args) : 0 }),
  },
  {
    name: "case-file-get",
    words: [],
    flow: "status.get-file",
    input: (args) => (/^[a-z0-9]{14}$/.test(args) ? { file: args } : undefined),
  },
];

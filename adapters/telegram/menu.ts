import { LOCALES, type Locale } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import type { Client } from "./client.ts";
import { commandMessages } from "./messages.ts";

/** One line of the menu of commands. */
export interface MenuLine {
  readonly command: string;
  readonly description: string;
}

type MenuCommand = keyof typeof commandMessages;
const ORDER = Object.keys(commandMessages).filter((name): name is MenuCommand =>
  Object.hasOwn(commandMessages, name),
);
/** What makes sense only where nobody else reads along. */
const PRIVATE: ReadonlySet<MenuCommand> = new Set(["my", "status"]);

/** The menu of one kind of chat in one language: of the commands it knows, those that exist. */
function menuOf(
  kind: "direct" | "group",
  locale: Locale,
  commands: ReadonlySet<string>,
): readonly MenuLine[] {
  return ORDER.filter(
    (name) => commands.has(name) && (kind === "direct" || !PRIVATE.has(name)),
  ).map((command) => ({ command, description: text(commandMessages[command], locale) }));
}

const SCOPES = [
  { kind: "direct", scope: { type: "all_private_chats" } },
  { kind: "group", scope: { type: "all_group_chats" } },
] as const;

/** Telegram's tag for each language; the menu without a tag is for everybody else. */
const TAGS: Readonly<Record<Locale, "zh" | "en">> = { "zh-CN": "zh", en: "en" };

/**
 * Brings the menus up to date. A menu is set only when it reads otherwise: setting it over and over is
 * answered with a wait of many minutes. Resolves with how many were set.
 */
export async function updateMenus(client: Client, commands: ReadonlySet<string>): Promise<number> {
  const menus = SCOPES.flatMap(({ kind, scope }) => [
    { scope, tag: undefined, lines: menuOf(kind, "zh-CN", commands) },
    ...LOCALES.map((locale) => ({
      scope,
      tag: TAGS[locale],
      lines: menuOf(kind, locale, commands),
    })),
  ]);
  let count = 0;
  for (const menu of menus) if (await updateMenu(client, menu)) count += 1;
  return count;
}

async function updateMenu(
  client: Client,
  {
    scope,
    tag,
    lines,
  }: {
    readonly scope: (typeof SCOPES)[number]["scope"];
    readonly tag: "zh" | "en" | undefined;
    readonly lines: readonly MenuLine[];
  },
): Promise<boolean> {
  const where = { scope, ...(tag === undefined ? {} : { language_code: tag }) };
  const current = await client.call((api, signal) => api.getMyCommands(where, signal));
  if (!current.ok || sameLines(current.result, lines)) return false;
  const wanted = lines.map((line) => ({ ...line }));
  const { ok } = await client.call((api, signal) =>
    api.setMyCommands({ ...where, commands: wanted }, signal),
  );
  return ok;
}

function sameLines(one: readonly MenuLine[], other: readonly MenuLine[]): boolean {
  const written = (lines: readonly MenuLine[]) =>
    JSON.stringify(lines.map(({ command, description }) => [command, description]));
  return written(one) === written(other);
}

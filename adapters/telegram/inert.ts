/** Takes no room and belongs to no name, address or command, so it ends each of them. */
const JOINER = "\u2060";

/** Without one of these there is nothing to link. */
const SIGNS = /[@/.#$]/;

/**
 * A text in which Telegram finds nothing to link: it makes links of `@names`, addresses, `/commands` and
 * `#tags` by itself, and a name typed by anybody would ring that person. The bot's own commands stay alive.
 */
export function inert(text: string, commands: ReadonlySet<string>): string {
  if (!SIGNS.test(text)) return text;
  return text
    .replace(/@(?=[\p{L}\p{N}_])/gu, `@${JOINER}`)
    .replace(/(?<=[a-z][a-z0-9+.-]*:)\/\//giu, `${JOINER}//`)
    .replace(/(?<=[\p{L}\p{N}_-])\.(?=\p{L})/gu, `.${JOINER}`)
    .replace(/(?<=\d)\.(?=\d{1,3}\.\d)/gu, `.${JOINER}`)
    .replace(/(?<![\w/<>])\/(?=(\w{1,64}))/gu, (slash, word: string) =>
      commands.has(word.toLowerCase()) ? slash : `${slash}${JOINER}`,
    )
    .replace(/(?<![\p{L}\p{N}_])([#$])(?=[\p{L}\p{N}_])/gu, `$1${JOINER}`);
}

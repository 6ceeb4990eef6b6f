import type { Locale } from "../i18n/locale.ts";
import type { IncomingFile } from "./event.ts";
import type { Flow } from "./flow.ts";
import type { Content } from "./intent.ts";
import { foldLabel, foldText } from "./normalize.ts";
import type { Json } from "./terms.ts";
import type { Turn } from "./turn.ts";

/** A way to start a flow: by typing one of its words, or by a button that names it. */
export interface CommandDefinition {
  /** `[a-z0-9-]`, short: it stands in tokens. */
  readonly name: string;
  /** What people type, without the slash; a button-only command has none. */
  readonly words: readonly string[];
  /** Words that call the bot by themselves in a group, with more behind them ("问 …"). */
  readonly callingWords?: readonly string[];
  /**
   * Whether what stands behind a calling word makes it a call; anything does unless said. Behind an English word
   * without a slash only this makes it a command.
   */
  calls?(args: string): boolean;
  /** Whether a whole sentence asks for this, though it starts with none of the words; it is then its arguments. */
  meantBy?(sentence: string, turn: Pick<Turn, "space">): boolean;
  readonly flow: string;
  /** The flow's input from what was written behind the word, or from a button's arguments; undefined when they make no sense. */
  input(args: string, by: "typed" | "button", turn: Turn): Json | undefined;
}

/** What takes a message that is neither a command nor an answer. */
export interface Fallback {
  readonly flow: string;
  input(text: string, turn: Turn): Json;
  /** Whether its loads show that it has something to say, so that an open question must wait. */
  takes(loaded: Readonly<Record<string, unknown>>): boolean;
  /** Whether its loads show that the text asks nothing at all. */
  ignores(loaded: Readonly<Record<string, unknown>>): boolean;
}

/** What takes files that answer no question. */
export interface FilesTaker {
  readonly flow: string;
  input(files: readonly IncomingFile[]): Json;
  /** Whether its loads show that something waits for a file; words beside one may then say what it is. */
  takes(loaded: Readonly<Record<string, unknown>>): boolean;
}

/** Everything the engine is put together from. */
export interface EngineDefinition {
  readonly flows: readonly Flow[];
  readonly commands: readonly CommandDefinition[];
  readonly fallback: Fallback;
  /** What takes files that somebody sends in their direct chat without having been asked for any. */
  readonly onFiles?: FilesTaker | undefined;
  /** Names of the commands behind the verbs "help" and "a person". */
  readonly helpCommand: string;
  readonly humanCommand: string;
  /** The one line said when the bot joins a group. */
  greeting(locale: Locale): Content;
}

/** A recognised command and what was written behind it. */
export interface TypedCommand {
  readonly command: CommandDefinition;
  readonly args: string;
}

/**
 * The command a text starts with. With a slash anything may follow; without one a Chinese word may be
 * followed by a space or colon and more, an English one only by what its command calls for (`signup EV-01`), so
 * that sentences stay questions.
 */
export function recognizeCommand(
  text: string,
  commands: readonly CommandDefinition[],
): TypedCommand | undefined {
  const slashed = /^[/／]([^\s:：]+)[\s:：]*([\s\S]*)$/u.exec(text.trim());
  if (slashed) {
    const command = commandOfWord(slashed[1] ?? "", commands);
    return command ? { command, args: (slashed[2] ?? "").trim() } : undefined;
  }
  const whole = commandOfWord(text, commands);
  if (whole) return { command: whole, args: "" };
  const [, first = "", rest = ""] = /^(\S+?)[\s:：]+([\s\S]+)$/u.exec(text.trim()) ?? [];
  const command = commandOfWord(first, commands);
  const args = rest.trim();
  // English sentences begin with such words too: there what follows must be what the command takes.
  const isMeant = /^\p{Script=Han}+$/u.test(first) || command?.calls?.(args) === true;
  return command && isMeant ? { command, args } : undefined;
}

/** Whether a text in a group calls the bot without a mention: a slash command, or a calling word. */
export function callsTheBot(text: string, commands: readonly CommandDefinition[]): boolean {
  const typed = recognizeCommand(text, commands);
  if (!typed) return false;
  if (/^[/／]/u.test(text.trim())) return true;
  const first = foldLabel(text.trim().split(/[\s:：]/u)[0] ?? "");
  const { callingWords = [], calls } = typed.command;
  if (typed.args === "" || !callingWords.includes(first)) return false;
  return calls?.(typed.args) ?? true;
}

function commandOfWord(
  word: string,
  commands: readonly CommandDefinition[],
): CommandDefinition | undefined {
  let byWord = BY_WORD.get(commands);
  if (!byWord) {
    byWord = new Map();
    for (const command of commands) {
      for (const known of command.words.map(foldText)) {
        // The first one that has the word.
        if (!byWord.has(known)) byWord.set(known, command);
      }
    }
    BY_WORD.set(commands, byWord);
  }
  return byWord.get(foldLabel(word));
}

/** The commands of each list by their folded words: a list is asked for every message and never changes. */
const BY_WORD = new WeakMap<readonly CommandDefinition[], Map<string, CommandDefinition>>();

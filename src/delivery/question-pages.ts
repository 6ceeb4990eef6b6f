import type { Receive } from "../engine/adapter.ts";
import type { AskedQuestion, Engine } from "../engine/engine.ts";
import type { Action } from "../engine/intent.ts";
import type { Transaction } from "../engine/terms.ts";
import type { Turn } from "../engine/turn.ts";
import type { LoadedByRun } from "../engine/work.ts";
import { type Locale, type Localized, localeOfTag } from "../i18n/locale.ts";
import { type DirectChat, directChatOf } from "../store/direct-chat.ts";
import { loadLane } from "../store/timers.ts";
import type { LoadedLane } from "../store/turns/loaded.ts";
import { PAGE_MINUTES } from "./page-messages.ts";
import type { Tokens } from "./tokens.ts";
import { stateOf } from "./turn-of.ts";

/** A question on its own page. */
export interface QuestionPage {
  readonly question: Pick<AskedQuestion, "locale" | "label" | "text" | "personal">;
}

/** What handing an answer in came to. */
export type HandedIn =
  | { readonly kind: "taken"; readonly locale: Locale }
  /** It was answered, is too old, or never was one. */
  | { readonly kind: "gone" }
  | { readonly kind: "problem"; readonly page: QuestionPage; readonly why: Localized };

/** Personal questions on pages of our own, by the token of their link. */
export interface QuestionPages {
  /** Looking changes nothing, however often: link previews look too. Undefined when there is nothing to answer. */
  look(token: string): Promise<QuestionPage | undefined>;
  /** Goes on in the chat with that answer; rejects when the database is away. */
  handIn(token: string, said: string): Promise<HandedIn>;
}

interface Parts {
  readonly engine: Engine;
  readonly tokens: Tokens;
  readonly receive: Receive;
  readonly defaultLocale: Locale;
  read<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

const LONGEST_MS = PAGE_MINUTES * 60_000;

/**
 * The link's token names one question of one run, under a key of ours: nobody makes one up, and once that question is
 * answered, or asked anew, it is stale. Nothing of it is stored, so that nothing can be stolen.
 */
export function createQuestionPages(parts: Parts): QuestionPages {
  const found = (token: string) => find(parts, token);
  return {
    async look(token) {
      const open = await found(token);
      return open && { question: open.question };
    },
    async handIn(token, said) {
      const open = await found(token);
      if (!open) return { kind: "gone" };
      const { question, chat } = open;
      const why = question.problemOf(said);
      if (why) return { kind: "problem", page: { question }, why };
      const receipt = await parts.receive({
        installation: chat.installation,
        // The same answer handed in twice is one, and so are two that race.
        deliveryKey: `page:${token}`,
        space: { platformId: chat.space, kind: "direct" },
        account: { platformId: chat.account },
        at: open.now,
        body: {
          kind: "text",
          text: said,
          messageId: `page:${token}`,
          addressed: true,
          answers: token,
        },
      });
      return receipt.kind === "duplicate"
        ? { kind: "gone" }
        : { kind: "taken", locale: question.locale };
    },
  };
}

interface Found {
  readonly question: AskedQuestion;
  readonly chat: DirectChat;
  /** ms UTC, by the database's clock. */
  readonly now: number;
}

async function find(parts: Parts, token: string): Promise<Found | undefined> {
  const action = parts.tokens.decode(token);
  if (action?.kind !== "answer" || action.option !== "!page") return undefined;
  const loaded = await parts.read((transaction) => loadLane(transaction, action.lane));
  const chat = loaded?.person && (await parts.read((tx) => directChatOf(tx, action.lane)));
  if (!loaded || !chat) return undefined;
  const way = parts.engine.route(stateOf(loaded), turnOf(loaded, action, token, parts));
  const question = parts.engine.question(way, await loadsOf(way.loads));
  if (!question || loaded.now - question.askedAt > LONGEST_MS) return undefined;
  return { question, chat, now: loaded.now };
}

async function loadsOf(loads: ReturnType<Engine["route"]>["loads"]): Promise<LoadedByRun> {
  const found = new Map<number, Record<string, unknown>>();
  for (const { run, name, load } of loads) {
    found.set(run, { ...found.get(run), [name]: await load() });
  }
  return found;
}

function turnOf(
  { lane, revision, now, person }: LoadedLane,
  action: Action,
  token: string,
  { defaultLocale }: Parts,
): Turn {
  return {
    lane,
    revision,
    now,
    at: { space: person?.directSpace ?? lane },
    space: "direct",
    actor: person && {
      person: person.id,
      name: person.name,
      role: person.role,
      desks: person.desks,
      consents: person.consents,
    },
    locale: person?.locale ?? localeOfTag(person?.localeTag) ?? defaultLocale,
    occurrence: { kind: "text", text: "", messageId: "page", addressed: true, answers: token },
    action,
  };
}

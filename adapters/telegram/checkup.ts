import { type ClientOptions, createClient, type Outcome } from "./client.ts";
import type { BotIdentity } from "./identity.ts";
import { type Way, type WaySettings, wayOf, webhookAddress } from "./registration.ts";
import { createStanding, type Standing } from "./standing.ts";

/** Something an operator should know of, and what to do about it. */
export interface CheckupFinding {
  /** A problem needs somebody now; advice can wait. */
  readonly level: "problem" | "advice";
  readonly found: string;
  readonly todo: string;
}

/** What is looked at. */
export interface CheckupOptions extends ClientOptions, WaySettings {
  /** How the operator gives another token; by the environment when not given. */
  readonly renewal?: string | undefined;
}

/** Whose token it is, or why that cannot be told, in a sentence for the operator. */
export async function identify(
  options: ClientOptions,
): Promise<
  | { readonly ok: true; readonly bot: BotIdentity }
  | { readonly ok: false; readonly trouble: string }
> {
  const standing = createStanding(createClient(options), "give that one");
  const bot = await standing.ask();
  return bot ? { ok: true, bot } : { ok: false, trouble: standing.trouble() ?? "see the log" };
}

/** Looks at the token, the way updates come in, and what the bot may do; changes nothing. */
export async function checkUp(options: CheckupOptions): Promise<readonly CheckupFinding[]> {
  const client = createClient(options);
  const standing = createStanding(client, options.renewal);
  const bot = await standing.ask();
  if (!bot) return [problem("the bot cannot be used", standing.trouble() ?? "see the log")];
  const info = await client.call((api, signal) => api.getWebhookInfo(signal));
  return [...wayFindings(wayOf(options), info, standing), ...rightFindings(bot)];
}

interface WebhookState {
  readonly url?: string;
  readonly pending_update_count: number;
  readonly last_error_message?: string;
}

const MANY_WAITING = 100;

function wayFindings(
  way: Way,
  info: Outcome<WebhookState>,
  standing: Standing,
): readonly CheckupFinding[] {
  if (!info.ok)
    return [problem("the webhook's state is not told", standing.troubleOf(info.failure))];
  const { url = "", pending_update_count, last_error_message } = info.result;
  const waiting =
    pending_update_count < MANY_WAITING
      ? []
      : [
          problem(
            `${pending_update_count} updates wait`,
            "see that a service runs and can be reached, and look at its log",
          ),
        ];
  return [...waiting, ...addressFindings(way, url, last_error_message)];
}

function addressFindings(
  way: Way,
  url: string,
  lastError: string | undefined,
): readonly CheckupFinding[] {
  if (way.kind === "polling") {
    if (url === "") return [];
    const todo =
      "the service takes it away when it starts; if another service uses it, give this one a token of its own";
    return [advice("a webhook is set although TELEGRAM_WEBHOOK_SECRET is not", todo)];
  }
  const wanted = webhookAddress(way);
  if (url === "") {
    const todo =
      wanted === undefined
        ? "set PUBLIC_URL, so that the service can register it"
        : "start the service, which registers it";
    return [problem("no webhook is registered", todo)];
  }
  if (wanted !== undefined && url !== wanted) {
    const todo = "start the service to register it, or correct PUBLIC_URL";
    return [problem("the webhook leads to another address", todo)];
  }
  if (lastError === undefined) return [];
  const todo =
    "see that PUBLIC_URL is reached from outside over https on port 443, 80, 88 or 8443, and that the secret is the service's";
  return [advice("Telegram's last delivery to the webhook failed", todo)];
}

function rightFindings({ readsAll, joinsGroups }: BotIdentity): readonly CheckupFinding[] {
  const privacy = advice(
    "privacy mode is on: in groups only commands, replies to the bot and taps reach it",
    "fine with /ask and buttons; for mentions make the bot an admin of the group, or choose Disable under /setprivacy in BotFather and add the bot to its groups again",
  );
  const closed = problem(
    "the bot may not be added to groups",
    "choose Enable under /setjoingroups in BotFather",
  );
  return [...(readsAll ? [] : [privacy]), ...(joinsGroups ? [] : [closed])];
}

function problem(found: string, todo: string): CheckupFinding {
  return { level: "problem", found: `Telegram: ${found}`, todo };
}

function advice(found: string, todo: string): CheckupFinding {
  return { level: "advice", found: `Telegram: ${found}`, todo };
}

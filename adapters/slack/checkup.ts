import { z } from "zod";
import { createClient } from "./client.ts";
import type { SlackPlace } from "./place.ts";
import { checkToken, troubleOf } from "./standing.ts";

/** Something an operator should know of, and what to do about it. */
export interface CheckupFinding {
  /** A problem needs somebody now; advice can wait. */
  readonly level: "problem" | "advice";
  readonly found: string;
  readonly todo: string;
}

/** What is looked at. */
export interface CheckupOptions extends SlackPlace {
  readonly token: string;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  /** Where the service is reached from outside, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** How the operator gives another token; by the environment when not given. */
  readonly renewal?: string | undefined;
}

/** What each permission is for; those of `docs/slack-manifest.yaml`. Without a needed one the bot cannot do its work. */
export const SCOPES: readonly Scope[] = [
  needed("app_mentions:read", "to be asked in channels"),
  needed("chat:write", "to answer"),
  needed("commands", "for /juchang"),
  needed("im:history", "to be written to directly"),
  needed("im:write", "to open direct chats"),
  useful("channels:history", "to take the next answer in a channel without a mention"),
  useful("channels:read", "to notice that it joins a channel"),
  useful("chat:write.public", "to answer /juchang in channels it is not in"),
  useful("files:read", "to take the files people hand in"),
  useful("files:write", "to send the picture and the calendar file of a pass, and posters"),
  useful("groups:history", "to take the next answer in a private channel without a mention"),
  useful("groups:read", "to notice that it joins a private channel"),
  useful("im:read", "to know its direct chats"),
  useful("mpim:history", "to hear group messages"),
  useful("mpim:read", "to know group messages"),
  useful("users:read", "to know names and languages"),
];

interface Scope {
  readonly name: string;
  readonly level: CheckupFinding["level"];
  readonly why: string;
}

/** Looks at the tokens, the permissions and the way in; changes nothing. */
export async function checkUp(options: CheckupOptions): Promise<readonly CheckupFinding[]> {
  const checked = await checkToken(createClient(options));
  if (!checked.ok)
    return [problem("Slack cannot be used", troubleOf(checked.failure, options.renewal))];
  return [
    ...scopeFindings(checked.scopes),
    ...(await socketFindings(options)),
    ...addressFindings(options),
  ];
}

/** Slack names a token's permissions in a header; without it nothing can be said. */
function scopeFindings(granted: readonly string[] | undefined): readonly CheckupFinding[] {
  if (!granted) return [];
  return SCOPES.filter(({ name }) => !granted.includes(name)).map(({ name, level, why }) => ({
    level,
    found: `the Slack app lacks the permission ${name}, ${why}`,
    todo: "add it under OAuth & Permissions (or paste docs/slack-manifest.yaml again) and reinstall the app",
  }));
}

async function socketFindings(options: CheckupOptions): Promise<readonly CheckupFinding[]> {
  if (options.appToken === undefined) return [];
  const client = createClient({ ...options, token: options.appToken });
  const opened = await client.call("apps.connections.open", {}, z.object({ url: z.string() }));
  if (opened.ok) return [];
  const todo =
    "make an app-level token with connections:write under Basic Information, turn Socket Mode on, set SLACK_APP_TOKEN";
  return [problem("Slack does not open a socket with SLACK_APP_TOKEN", todo)];
}

function addressFindings({ signingSecret, publicUrl }: CheckupOptions): readonly CheckupFinding[] {
  if (signingSecret === undefined) return [];
  const path = `${publicUrl ?? "https://your-address"}/slack/events`;
  if (publicUrl === undefined) {
    return [
      advice(
        "PUBLIC_URL is not set, so links to our own pages are left out of Slack messages",
        `set it; in the Slack app the request address of events, interactivity and /juchang is ${path}`,
      ),
    ];
  }
  return publicUrl.startsWith("https://")
    ? []
    : [problem("Slack posts only to https addresses", "set PUBLIC_URL to an https address")];
}

function problem(found: string, todo: string): CheckupFinding {
  return { level: "problem", found, todo };
}

function advice(found: string, todo: string): CheckupFinding {
  return { level: "advice", found, todo };
}

function needed(name: string, why: string): Scope {
  return { name, level: "problem", why };
}

function useful(name: string, why: string): Scope {
  return { name, level: "advice", why };
}

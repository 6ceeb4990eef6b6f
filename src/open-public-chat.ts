import { CHAT_LONG_BODIES, createPublicChat } from "../adapters/web/index.ts";
import type { Config } from "./config.ts";
import { clientAddress } from "./http/client-address.ts";
import type { AdapterParts, OpenedAdapter } from "./open-adapters.ts";
import { PUBLIC_CHAT } from "./store/playground-installation.ts";

/** Opens the chat page that anyone may use, at `/chat`. */
export async function openPublicChat({
  config,
  store,
  tokens,
  log,
}: AdapterParts): Promise<OpenedAdapter> {
  const { publicUrl } = config;
  const adapter = createPublicChat({
    installation: await store.installations.ensure("web", PUBLIC_CHAT),
    messages: store.playground,
    tokenOf: tokens.encode,
    secret: store.keyedHash("public chat")("visitors"),
    publicUrl,
    allowedHosts: [config.host, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])],
    addressOf: clientAddress(config.trustProxy),
    log: log.child({ room: "public-chat" }),
  });
  return {
    name: "public chat",
    adapter,
    mount: { path: "/", app: adapter.app, longBodies: CHAT_LONG_BODIES },
  };
}

/** Where people open the page and where its poster is, in one line; undefined while it is off. */
export function publicChatLine(config: Config, address?: string): string | undefined {
  if (!config.publicChat) return undefined;
  const base = config.publicUrl ?? address ?? `http://${config.host}:${config.port}`;
  return `public chat: ${base}/chat, its poster to print: ${base}/chat/poster`;
}

import type { EncodedPart as TelegramPart } from "../adapters/telegram/encode.ts";
import type { IntentView } from "../adapters/web/encode.ts";
import type { PlatformPreview, Preview } from "./console/parts.ts";
import type { TokenOf } from "./engine/adapter.ts";

type Part = PlatformPreview["parts"][number];

/** Previews by the adapters' own encoders, which need no connection; they are loaded when first used. */
export function createPreview(tokenOf: TokenOf): Preview {
  return async (intent, locale, kind) => {
    const [web, telegram, { CAPABILITIES }, slack] = await Promise.all([
      import("../adapters/web/encode.ts"),
      import("../adapters/telegram/encode.ts"),
      import("../adapters/telegram/capabilities.ts"),
      import("../adapters/slack/encode.ts"),
    ]);
    const commands = new Set<string>();
    const bot = { username: "juchang_bot", readsAll: false };
    const message = { intent, locale, space: { kind }, capabilities: CAPABILITIES[kind] };
    const services = { tokenOf, bot, commands, publicUrl: undefined };
    return [
      { platform: "web", parts: [webPart(web.encodeIntent(intent, locale, tokenOf))] },
      {
        platform: "telegram",
        parts: telegram.encodeMessage(message, services).map(telegramPart),
      },
      { platform: "slack", parts: slack.encodeIntent(services, intent, locale).map(slackPart) },
    ];
  };
}

function webPart({ title, text, buttons, footnote }: IntentView): Part {
  const lines = [title, text, footnote].filter((line) => line !== undefined && line !== "");
  return { text: lines.join("\n\n"), buttons: buttons.map(({ label }) => label) };
}

function telegramPart({ text, reply_markup }: TelegramPart): Part {
  const rows =
    reply_markup && "inline_keyboard" in reply_markup ? reply_markup.inline_keyboard : [];
  return { text, buttons: rows.flat().map((button) => button.text) };
}

type SlackPart = ReturnType<typeof import("../adapters/slack/encode.ts")["encodeIntent"]>[number];

function slackPart({ blocks }: SlackPart): Part {
  const texts = blocks.flatMap((block) => {
    if ("text" in block) return [block.text.text];
    return block.type === "context" ? block.elements.map(({ text }) => text) : [];
  });
  const buttons = blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.map(({ text }) => text.text) : [],
  );
  return { text: texts.join("\n\n"), buttons };
}

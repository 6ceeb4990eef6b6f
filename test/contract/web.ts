import { z } from "zod";
import { encodeMessage } from "../../adapters/web/encode.ts";
import { createWebAdapter } from "../../adapters/web/index.ts";
import { BOT } from "../../adapters/web/members.ts";
import { directSpaceOf } from "../../adapters/web/spaces.ts";
import { plainText } from "../../src/engine/plain-text.ts";
import { createMemoryMessages } from "../adapters/web/memory-messages.ts";
import { COMMITS, type ContractPlatform, recorder } from "./platform.ts";
import { tokenOf } from "./token-of.ts";

const [ASKER, OTHER] = ["lin-xiaoman", "amay"];

export async function startWeb(): Promise<ContractPlatform> {
  const messages = createMemoryMessages();
  const adapter = createWebAdapter({
    installation: "web0",
    messages,
    tokenOf,
    secret: "a secret of the tests, long enough to sign with",
    log: { warn: () => undefined },
  });
  const { events, receive } = recorder(() => platform);
  let count = 0;
  const post = async (path: string, body: object, token = "") => {
    const response = await adapter.app.request(`/playground/api/${path}`, {
      method: "POST",
      headers: {
        host: "127.0.0.1:3000",
        "content-type": "application/json",
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return z.object({ token: z.string().optional() }).parse(await response.json());
  };
  const act = async (frame: object) => {
    const { token } = await post("session", { member: ASKER });
    count += 1;
    await post("frames", { key: `contract-${count}`, ...frame }, token);
  };
  /** The page's redelivery: what was not acknowledged is handed over again on the next start. */
  const again = async () => {
    if (messages.unacknowledgedIds().length === 0) return;
    await adapter.stop();
    await adapter.start(receive);
  };
  const platform: ContractPlatform = {
    adapter,
    events,
    decide: COMMITS,
    group: "group",
    asker: ASKER,
    async asks(text) {
      await act({ type: "send", space: "group", text: `@小V ${text}` });
      await again();
    },
    saysDirectly: (text) => act({ type: "send", space: directSpaceOf(ASKER), text }),
    async taps(label) {
      const found = messages
        .all()
        .filter(({ author }) => author === BOT)
        .flatMap((message) => {
          const { body } = encodeMessage(message, tokenOf);
          return "options" in body
            ? [...body.buttons, ...body.options].map((button) => ({ message, button }))
            : [];
        })
        .findLast(({ button }) => button.label.includes(label));
      if (!found || !("token" in found.button)) throw new Error(`Nobody was offered “${label}”`);
      await act({ type: "tap", message: found.message.id, token: found.button.token });
    },
    sees(viewer, place) {
      const member = viewer === "asker" ? ASKER : OTHER;
      const space = place === "group" ? "group" : directSpaceOf(ASKER);
      return messages
        .all()
        .filter((message) => message.space === space && message.author === BOT)
        .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === member)
        .flatMap(({ body }) =>
          body.kind === "intent" ? [plainText(body.intent, body.locale)] : [],
        );
    },
    limits: () => false,
    losesAnswer: () => false,
    stop: () => adapter.stop(),
  };
  await adapter.start(receive);
  // Being new in the group is told at the first start.
  events.splice(0);
  return platform;
}

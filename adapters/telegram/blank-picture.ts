import type { OutgoingPoster } from "../../src/engine/adapter.ts";
import { telegramMessages } from "./messages.ts";

/** A white square of 200 pixels. */
const WHITE =
  "iVBORw0KGgoAAAANSUhEUgAAAMgAAADIAQAAAACFI5MzAAAAJ0lEQVR4nO3JoQEAAAwCIP9/WvPCPoBK+okxxhhjjDHGGGOMMcYcA4uOdZZTw7onAAAAAElFTkSuQmCC";

/** What stands in the place of a picture that is to go and that Telegram no longer lets the bot delete. */
export const BLANK: OutgoingPoster = {
  label: `${telegramMessages.taken.zh} / ${telegramMessages.taken.en}`,
  version: "blank",
  load: async () => ({
    kind: "picture",
    name: "blank.png",
    type: "image/png",
    bytes: new Uint8Array(Buffer.from(WHITE, "base64")),
    label: "",
  }),
};

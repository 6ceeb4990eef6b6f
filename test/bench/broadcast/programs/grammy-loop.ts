import { autoRetry } from "@grammyjs/auto-retry";
import { Api } from "grammy";
import { API, CHATS, TEXT } from "./crowd.ts";

/** The loop people write with grammY: one call after the other, refused ones again after the time that was asked for. */
const api = new Api(API.token, { apiRoot: API.root });
api.config.use(autoRetry());
process.send?.("begins");
for (const chat of CHATS) await api.sendMessage(chat, TEXT);
process.disconnect?.();

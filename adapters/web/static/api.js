import { recallInTab, rememberInTab } from "./storage.js";

/** @typedef {import("../encode.ts").MessageView} MessageView */
/** @typedef {import("../chats.ts").ChatView} ChatView */
/** @typedef {import("../members.ts").Member} Member */
/** @typedef {import("../decode.ts").Frame} Frame */
/** @typedef {import("./locale.js").Localized} Localized */

const API = "/playground/api/";
const TIMEOUT_MS = 30_000;
const FILE_TIMEOUT_MS = 180_000;

/** The service turned a request away, and said why. */
export class Refused extends Error {
  /** @param {number} status @param {{ error?: string, reason?: Localized, messageId?: string }} refusal */
  constructor(status, refusal) {
    super(`The service answered ${status} ${refusal.error ?? ""}`);
    this.status = status;
    this.code = refusal.error;
    this.reason = refusal.reason;
    this.messageId = refusal.messageId;
  }
}

/**
 * @param {string} path
 * @param {{ token?: string, body?: unknown, file?: File, signal?: AbortSignal }} [options]
 */
async function call(path, { token, body, file, signal } = {}) {
  /** @type {Record<string, string>} */
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (file) {
    headers["content-type"] = file.type || "application/octet-stream";
    headers["x-file-name"] = encodeURIComponent(file.name);
  }
  const sent = file ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${API}${path}`, {
    method: sent === undefined ? "GET" : "POST",
    headers,
    credentials: "omit",
    cache: "no-store",
    signal: signal ?? AbortSignal.timeout(file ? FILE_TIMEOUT_MS : TIMEOUT_MS),
    ...(sent === undefined ? {} : { body: sent }),
  });
  if (response.ok) return response;
  throw new Refused(response.status, await response.json().catch(() => ({})));
}

/** @returns {Promise<{ members: Member[], botName: Localized }>} */
export async function loadMembers() {
  return (await call("members")).json();
}

/** The token to speak as a member, kept in this tab. @param {string} member @param {boolean} anew */
async function tokenFor(member, anew) {
  const known = recallInTab(`token.${member}`);
  if (known !== undefined && !anew) return known;
  const { token } = await (await call("session", { body: { member } })).json();
  rememberInTab(`token.${member}`, token);
  return token;
}

/**
 * A request as a member; a token the service no longer takes is replaced once.
 * @param {string} member
 * @param {string} path
 * @param {{ body?: unknown, file?: File, signal?: AbortSignal }} [options]
 */
async function callAs(member, path, options = {}) {
  try {
    return await call(path, { ...options, token: await tokenFor(member, false) });
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "no-session") throw error;
    return call(path, { ...options, token: await tokenFor(member, true) });
  }
}

/** @param {string} member @returns {Promise<{ chats: ChatView[] }>} */
export async function loadChats(member) {
  return (await callAs(member, "chats")).json();
}

/** @param {string} member @param {string} space @param {string} [before] @returns {Promise<{ messages: MessageView[] }>} */
export async function loadHistory(member, space, before) {
  const query = new URLSearchParams({
    space,
    limit: "30",
    ...(before === undefined ? {} : { before }),
  });
  return (await callAs(member, `history?${query}`)).json();
}

/** @param {string} member @param {string} id @returns {Promise<{ message: MessageView }>} */
export async function loadMessage(member, id) {
  return (await callAs(member, `messages/${id}`)).json();
}

/** @param {string} member @param {Frame} frame @returns {Promise<{ messageId?: string }>} */
export async function sendFrame(member, frame) {
  return (await callAs(member, "frames", { body: frame })).json();
}

/**
 * Sends a file as it is; its name goes in a header.
 * @param {string} member
 * @param {{ key: string, space: string, file: File }} sent
 * @returns {Promise<{ messageId?: string }>}
 */
export async function sendFile(member, { key, space, file }) {
  return (await callAs(member, `files?${new URLSearchParams({ key, space })}`, { file })).json();
}

/** @param {string} member @param {AbortSignal} signal @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>>>} */
export async function openStream(member, signal) {
  const { body } = await callAs(member, "stream", { signal });
  if (!body) throw new Error("The service sent no stream");
  return body;
}

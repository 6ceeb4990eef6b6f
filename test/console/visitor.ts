import { createConsole } from "../../src/console/console.ts";
import type { ConsoleParts } from "../../src/console/parts.ts";
import { createTokens } from "../../src/delivery/tokens.ts";
import { createConsoleSecrets, makeLink } from "../../src/domain/console-access.ts";
import type { Role } from "../../src/engine/terms.ts";
import { loadProgrammes } from "../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { createPreview } from "../../src/previews.ts";
import type { Store } from "../../src/store/store.ts";

/** Where the tests' console is said to be. */
const ORIGIN = "http://console.test";

const programmes = await loadProgrammes(KNOWLEDGE_FOLDER);

/** A console on a store, and how often somebody was refused. */
export function consoleOn(store: Store, more: Partial<ConsoleParts> = {}) {
  const refused = { count: 0 };
  const secrets = createConsoleSecrets(store.keyedHash("console"));
  const opened = createConsole({
    store,
    secrets,
    isPlayground: () => false,
    preview: createPreview(createTokens([new Uint8Array(32)]).encode),
    rateOf: () => 30,
    programmes,
    zone: "Asia/Shanghai",
    health: async () => ({ database: "ok" }),
    secure: false,
    onRefused: () => {
      refused.count += 1;
    },
    log: {
      error: (fields: object) => {
        throw new Error("a console request failed", { cause: fields });
      },
    },
    ...more,
  });
  return { ...opened, secrets, refused };
}

export type TestConsole = ReturnType<typeof consoleOn>;

/** A browser without a screen: it keeps cookies and sends what a browser sends. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** As a form of the console's own page does; headers may be changed. */
  post(
    path: string,
    form?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
}

export function browserOf({ app }: Pick<TestConsole, "app">): Browser {
  const cookies = new Map<string, string>();

  async function ask(
    path: string,
    init: RequestInit & { readonly headers: Readonly<Record<string, string>> },
  ): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { host: new URL(ORIGIN).host, cookie, ...init.headers };
    const inside = path.replace(/^\/console/, "") || "/";
    const response = await app.request(`${ORIGIN}${inside}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, form = {}, headers = {}) =>
      ask(path, {
        method: "POST",
        body: new URLSearchParams(form).toString(),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: ORIGIN,
          "sec-fetch-site": "same-origin",
          ...headers,
        },
      }),
  };
}

/** The proof that a page put into its forms. */
export async function proofIn(page: Response): Promise<string> {
  return /name="proof" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
}

/** A new person with a role; the account's name makes them different. */
export async function staffMember(store: Store, name: string, role: Role): Promise<string> {
  const installation = await store.installations.ensure("telegram", "bot");
  const person = await store.people.ensureAccount(installation, name);
  await store.staff.setPosition(person, { role, desks: role === "specialist" ? ["tax"] : [] });
  return person;
}

/** A link for a person, as the chat gives it. */
export async function linkFor(store: Store, at: TestConsole, person: string): Promise<string> {
  const link = await store.inTransaction((tx) => makeLink(tx, at.secrets, person));
  return `/console/sign-in/${link ?? "none"}`;
}

/** A browser that this person has signed in with, and the proof of its forms. */
export async function signedIn(store: Store, at: TestConsole, person: string) {
  const browser = browserOf(at);
  const link = await linkFor(store, at, person);
  const done = await browser.post(link, { proof: await proofIn(await browser.get(link)) });
  if (done.status !== 303) throw new Error(`Signing in was answered with ${done.status}`);
  return { browser, proof: await proofIn(await browser.get("/console")) };
}

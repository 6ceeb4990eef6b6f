/** Somebody with the public chat open in a browser, without a browser: their cookies, and what they see. */
export interface ChatVisitor {
  /** What a cookie's attributes were set to, by its name. */
  readonly cookies: ReadonlyMap<string, string>;
  opens(path?: string, headers?: Readonly<Record<string, string>>): Promise<Seen>;
  /** Writes something and sends it, with the form of the page opened last. */
  says(text: string, headers?: Readonly<Record<string, string>>): Promise<Seen>;
  /** Presses the newest button with that label. */
  taps(label: string): Promise<Seen>;
  posts(path: string, fields: Readonly<Record<string, string>>, headers?: object): Promise<Seen>;
}

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Without markup. */
  readonly text: string;
}

/** A visitor at a service's address. `from` is the address a proxy in front would say they come from. */
export function chatVisitor(
  address: string,
  { language = "zh-CN", from = "" }: { readonly language?: string; readonly from?: string } = {},
): ChatVisitor {
  const cookies = new Map<string, string>();
  let page = "";

  async function ask(path: string, request: RequestInit = {}): Promise<Seen> {
    const cookie = [...cookies].map(([name, set]) => `${name}=${set.split(";")[0]}`).join("; ");
    const response = await fetch(`${address}${path}`, {
      ...request,
      redirect: "manual",
      headers: {
        "accept-language": language,
        cookie,
        ...(from === "" ? {} : { "x-forwarded-for": `made-up, ${from}` }),
        ...request.headers,
      },
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = "", ...value] = set.split("=");
      cookies.set(name, value.join("="));
    }
    const next = response.headers.get("location");
    if (response.status === 303 && next !== null) return ask(next.replace(/#.*/, ""));
    const html = await response.text();
    if (response.headers.get("content-type")?.startsWith("text/html")) page = html;
    return { status: response.status, headers: response.headers, html, text: wordsIn(html) };
  }

  const posts: ChatVisitor["posts"] = (path, fields, headers = {}) =>
    ask(path, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });
  const keyIn = (html: string) => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? "";

  return {
    cookies,
    opens: (path = "/chat", headers = {}) => ask(path, { headers }),
    says: (text, headers = {}) => posts("/chat", { key: keyIn(page), text }, headers),
    taps(label) {
      const found = buttonIn(page, label);
      if (!found) throw new Error(`There is no button ${label} on: ${wordsIn(page)}`);
      return posts("/chat/tap", { key: keyIn(page), ...found });
    },
    posts,
  };
}

function buttonIn(html: string, label: string) {
  const forms = [...html.matchAll(/<form class="buttons".*?<\/form>/gs)].reverse();
  for (const [form] of forms) {
    const message = /name="message" value="(\d+)"/.exec(form)?.[1];
    const buttons = form.matchAll(/name="token" value="([^"]+)">(.*?)<\/button>/gs);
    const token = [...buttons].find(([, , words = ""]) => words.includes(label))?.[1];
    if (message !== undefined && token !== undefined) return { message, token };
  }
  return undefined;
}

function wordsIn(html: string): string {
  const [, body = html] = /<main>(.*)<\/main>/s.exec(html) ?? [];
  return body
    .replace(/<[^>]+>/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
}

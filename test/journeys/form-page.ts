/** A page of ours as a browser without scripts has it. */
export interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** Submits its form. */
  submits(words: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
}

/** Opens a page; the form on it is submitted with the cookies it set. */
export async function pageOf(url: string, request: RequestInit = {}): Promise<Page> {
  const response = await fetch(url, request);
  const html = await response.text();
  const proof = /name="proof" value="([^"]*)"/.exec(html)?.[1] ?? "";
  const cookie = response.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  return {
    status: response.status,
    html,
    headers: response.headers,
    submits: (words, headers = {}) =>
      pageOf(url, {
        method: "POST",
        body: new URLSearchParams({ said: words, proof }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", cookie, ...headers },
      }),
  };
}

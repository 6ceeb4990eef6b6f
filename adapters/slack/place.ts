/** Makes requests, through a proxy where one is set. */
export type Fetch = (address: string | URL, request?: RequestInit) => Promise<Response>;

/** Where Slack is. */
export interface SlackPlace {
  /** Without a slash at its end; Slack's own when there is none. */
  readonly apiUrl: string | undefined;
  readonly fetch: Fetch;
}

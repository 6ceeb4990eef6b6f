/** The proxy for outgoing calls, and the hosts that are reached without it. */
export interface ProxySettings {
  /** It may hold a user and a password. */
  readonly httpsProxy: string | undefined;
  readonly noProxy: readonly string[];
}

/** Makes requests to platforms. */
export type OutgoingFetch = (address: string | URL, request?: RequestInit) => Promise<Response>;

/**
 * What makes requests to platforms: directly, or over https through HTTPS_PROXY except to the hosts of
 * NO_PROXY. The proxy's client is loaded only when there is a proxy.
 */
export async function outgoingFetch({
  httpsProxy,
  noProxy,
}: ProxySettings): Promise<OutgoingFetch> {
  if (httpsProxy === undefined) return fetch;
  const { EnvHttpProxyAgent, fetch: fetchThrough } = await import("undici");
  // An empty proxy for plain http keeps HTTP_PROXY of the environment out.
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: "",
    httpsProxy,
    noProxy: noProxy.join(","),
  });
  return async (address, request) => {
    const { url, method, headers, signal, redirect, ...made } = partsOf(
      new Request(address, request),
    );
    const body = await made.body;
    return fetchThrough(url, {
      method,
      headers,
      signal,
      redirect,
      dispatcher,
      ...(body ? { body } : {}),
    });
  };
}

/** The same way for sockets; undefined when nothing stands between. */
export async function outgoingDispatcher({ httpsProxy, noProxy }: ProxySettings) {
  if (httpsProxy === undefined) return undefined;
  const { EnvHttpProxyAgent } = await import("undici");
  return new EnvHttpProxyAgent({ httpProxy: "", httpsProxy, noProxy: noProxy.join(",") });
}

/** A request taken apart: the proxy's client does not know the built-in one's types. */
function partsOf(made: Request) {
  const { url, method, signal, redirect } = made;
  const body = made.body === null ? undefined : made.arrayBuffer();
  return { url, method, signal, redirect, headers: [...made.headers], body };
}

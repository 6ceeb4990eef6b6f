/** Calls a minute that each tier allows for one method in one workspace (Web API rate limits). */
const TIERS: Readonly<Record<string, number>> = {
  "auth.test": 600,
  "chat.update": 50,
  "chat.delete": 50,
  "conversations.open": 50,
  "users.info": 100,
  "files.getUploadURLExternal": 100,
  "files.completeUploadExternal": 100,
  "views.open": 100,
  "views.publish": 100,
  "apps.connections.open": 1000,
};
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** How long a call must wait, s; undefined when it may go. A refused call counts for nothing. */
export type RateCheck = (method: string, key: string) => number | undefined;

/**
 * One message a second in each channel, each method by its tier; `burst` messages more at once. Off: nothing
 * is limited.
 */
export function createRates(limited: boolean, now: () => number): RateCheck {
  const made = new Map<string, number[]>();
  const wait = (name: string, most: number, windowMs: number) => {
    const at = now();
    const times = (made.get(name) ?? []).filter((time) => time > at - windowMs);
    made.set(name, times);
    if (times.length >= most) return Math.ceil(((times[0] ?? at) + windowMs - at) / 1000);
    times.push(at);
    return undefined;
  };
  return (method, key) => {
    if (!limited) return undefined;
    if (method === "chat.postMessage" || method === "chat.postEphemeral") {
      return wait(`${method} ${key}`, 1, SECOND_MS);
    }
    const tier = TIERS[method];
    const [team = ""] = key.split("/");
    return tier === undefined ? undefined : wait(`${method} ${team}`, tier, MINUTE_MS);
  };
}

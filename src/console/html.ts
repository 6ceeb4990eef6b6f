/** Markup whose every inserted text is escaped; what is a piece of markup itself stays as it is. */
export { html } from "hono/html";

/** A piece of markup, as `html` makes it. */
export type Markup = ReturnType<typeof import("hono/html")["html"]>;

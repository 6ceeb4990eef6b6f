/**
 * A text in which Slack finds no mention, link or command: these three characters begin them all
 * (Formatting text for app surfaces, "Escaping text").
 */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The characters behind `escapeText`'s names: how people's words arrive. */
export function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

import type { TokenOf } from "../../src/engine/adapter.ts";
import type { Button, ChoiceOption } from "../../src/engine/intent.ts";
import { type ButtonElement, buttonLabel } from "./blocks.ts";
import { LIMITS } from "./limits.ts";

/** What buttons are made with. */
export interface ButtonServices {
  readonly tokenOf: TokenOf;
  /** Where the service is reached from outside, without a slash at its end. */
  readonly publicUrl: string | undefined;
}

/** The button of an option; its number answers as well. Throws when an option leads out: a bug of its flow. */
export function optionButton(
  { tokenOf }: ButtonServices,
  { label, action }: ChoiceOption,
  index: number,
): ButtonElement {
  const value = tokenOf(action);
  if (value === undefined) throw new Error("An option must be something to answer, not a link");
  return {
    type: "button",
    action_id: `option-${index + 1}`,
    text: buttonLabel(`${index + 1}. ${label}`),
    value,
  };
}

/** A button; undefined for a link that is not safe to follow or leads nowhere from outside. */
export function button(
  services: ButtonServices,
  { label, action, style }: Button,
  index: number,
): ButtonElement | undefined {
  const shared = {
    type: "button",
    action_id: `button-${index + 1}`,
    text: buttonLabel(label),
    ...(style ? { style } : {}),
  } as const;
  if (action.kind === "link") {
    const url = linkOf(action.url, services.publicUrl);
    return url === undefined ? undefined : { ...shared, url };
  }
  const value = services.tokenOf(action);
  return value === undefined ? undefined : { ...shared, value };
}

/** The address of a link: https, or a path of our own when the service can be reached from outside. */
function linkOf(url: string, publicUrl: string | undefined): string | undefined {
  const whole = url.startsWith("/") && publicUrl !== undefined ? `${publicUrl}${url}` : url;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, username, password, href } = new URL(whole);
  const isOwn = publicUrl !== undefined && href.startsWith(`${publicUrl}/`);
  if (username !== "" || password !== "" || href.length > LIMITS.buttonUrl) return undefined;
  return protocol === "https:" || isOwn ? href : undefined;
}

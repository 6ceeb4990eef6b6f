import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { setPoster } from "../../store/events/posters.ts";
import { findEvent } from "../../store/events/read.ts";
import { mayManage } from "./managers.ts";
import { type PictureProblem, pictureOf } from "./picture.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** What giving an event a poster, or taking it away, came to. */
export type PosterResult =
  | Tagged<"changed", { readonly code: string }>
  | Tagged<"removed", { readonly code: string }>
  /** It had none to take away. */
  | Tagged<"unchanged", { readonly code: string }>
  | Tagged<"not_staff">
  | Tagged<"not_found">
  | Tagged<PictureProblem>;

/** Gives an event a poster once its bytes are looked at; `undefined` takes it away. */
export async function changePoster(
  transaction: Transaction,
  staff: string,
  code: string,
  bytes: Uint8Array | undefined,
): Promise<PosterResult> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const event = await findEvent(transaction, code);
  if (!event) return { kind: "not_found" };
  if (!bytes && !event.hasPoster) return { kind: "unchanged", code: event.code };
  const picture = bytes && pictureOf(bytes);
  if (typeof picture === "string") return { kind: picture };
  await setPoster(transaction, event.code, picture);
  const what = picture ? "event.poster_changed" : "event.poster_removed";
  await addAudit(transaction, { who: staff, what, onWhat: event.code });
  return { kind: picture ? "changed" : "removed", code: event.code };
}

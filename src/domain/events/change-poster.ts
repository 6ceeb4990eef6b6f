import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { forgetAwaitedPoster } from "../../store/events/awaited-posters.ts";
import { setPoster } from "../../store/events/posters.ts";
import { findEvent } from "../../store/events/read.ts";
import { mayManage } from "./managers.ts";
import { type PictureProblem, pictureOf } from "./picture.ts";
import type { NotFound, NotStaff, Tagged } from "./results.ts";

type Removed =
  | Tagged<"removed", { readonly code: string }>
  /** It had none to take away. */
  | Tagged<"unchanged", { readonly code: string }>;

/** What giving an event a poster, or taking it away, came to. */
export type PosterResult =
  | Tagged<"changed", { readonly code: string }>
  | Removed
  | NotStaff
  | NotFound
  | Tagged<PictureProblem>;

/** Gives an event a poster once its bytes are looked at. */
export async function givePoster(
  transaction: Transaction,
  staff: string,
  code: string,
  bytes: Uint8Array,
): Promise<Exclude<PosterResult, Removed>> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const event = await findEvent(transaction, code);
  if (!event) return { kind: "not_found" };
  const picture = pictureOf(bytes);
  if (typeof picture === "string") return { kind: picture };
  await setPoster(transaction, event.code, picture);
  await addAudit(transaction, { who: staff, what: "event.poster_changed", onWhat: event.code });
  return { kind: "changed", code: event.code };
}

/** Takes an event's poster away, and one that is still on its way. */
export async function removePoster(
  transaction: Transaction,
  staff: string,
  code: string,
): Promise<Removed | NotFound | NotStaff> {
  if (!(await mayManage(transaction, staff))) return { kind: "not_staff" };
  const event = await findEvent(transaction, code);
  if (!event) return { kind: "not_found" };
  await forgetAwaitedPoster(transaction, event.id);
  if (!event.hasPoster) return { kind: "unchanged", code: event.code };
  await setPoster(transaction, event.code, undefined);
  await addAudit(transaction, { who: staff, what: "event.poster_removed", onWhat: event.code });
  return { kind: "removed", code: event.code };
}

import { openKnowledge } from "../../src/open-knowledge.ts";
import { policyServices } from "../../src/policy-services.ts";
import { type Conversation, converse } from "./conversation.ts";
import { createLedger, definition, deskServices, type Ledger } from "./fake-services.ts";

/** Starts talks with the bot on the real knowledge base; what reaches a desk stands in the ledger. */
export async function policyTalks(): Promise<
  () => { readonly ledger: Ledger; readonly lin: Conversation }
> {
  const { live } = await openKnowledge();
  const policy = policyServices({
    live,
    answeredBefore: async () => undefined,
    onRated: () => undefined,
  });
  return () => {
    const ledger = createLedger();
    return { ledger, lin: converse(definition(deskServices(ledger), policy)) };
  };
}

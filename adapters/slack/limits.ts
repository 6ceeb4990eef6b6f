/**
 * What Slack refuses beyond, in UTF-16 units unless said otherwise. Blocks, elements and ids: Block Kit
 * reference ("Blocks", "Block elements", "Composition objects"); text: chat.postMessage, "Truncating content".
 */
export const LIMITS = {
  blocks: 50,
  sectionText: 3000,
  headerText: 150,
  contextText: 2000,
  altText: 2000,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  actionId: 255,
  elements: 25,
  /** The text beside the blocks: what notifications and screen readers get. Slack cuts at 40,000 and advises 4,000. */
  fallbackText: 4000,
  modalTitle: 24,
  modalInput: 3000,
  privateMetadata: 3000,
  inputHint: 2000,
  placeholder: 150,
} as const;

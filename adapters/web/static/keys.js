/** A key nobody else makes; `randomUUID` exists on secure addresses only. */
export const newKey = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].join("-");

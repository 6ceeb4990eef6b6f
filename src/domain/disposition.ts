/** Says that a file is to be saved, never shown, with its name in both forms of RFC 6266. */
export function disposition(name: string): string {
  // Only letters, digits and a few signs stand in the plain form; the other is in percent signs (RFC 8187).
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, "_").replace(/_{2,}/g, "_");
  const coded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}

/** A path on this site, from what an address asks for; no browser reads another site in it. */
export const safeNext = (asked: string | undefined, otherwise: string): string =>
  asked !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(asked) && asked.length <= 1000 ? asked : otherwise

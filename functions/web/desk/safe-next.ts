/** A path on this site, from what an address asks for; no browser reads another site in it, and any header can hold it. */
export const safeNext = (asked: string | undefined, otherwise: string): string =>
  asked !== undefined && /^\/(?![/\\])[!-[\]-~]*$/.test(asked) && asked.length <= 1000 ? asked : otherwise

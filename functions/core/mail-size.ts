// Sizes of a mail's HTML in bytes, at the reader who gets most of it.

/** Staff are warned of more. */
export const LARGE_HTML_BYTES = 80_000

/** Gmail clips a mail at about 102 kB of HTML, and with the end goes the unsubscribe link. */
export const REFUSED_HTML_BYTES = 95_000

/** Bytes as they are told to people. */
export const kB = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`

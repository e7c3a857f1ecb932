/** The domain that the local cloud sends from. `.example` belongs to nobody (RFC 2606). */
export const SENDER_DOMAIN = 'news.gazette.example'

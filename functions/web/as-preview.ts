const NOINDEX = '<meta name="robots" content="noindex">'
const BANNER = '<p class="notice" lang="en" dir="ltr">Preview of a draft: not public, not sent</p>'

/** The page of a draft, marked as such. The page itself stays as its edition's hash covers it; what people wrote stands in it escaped, so the tags are its own. */
export const asPreview = (page: string): string =>
  page.replace('<head>', `<head>\n${NOINDEX}`).replace('<main>', `<main>\n${BANNER}`)

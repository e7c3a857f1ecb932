import { variantLanguage } from '#functions/core/variant.ts'

const languages = new Intl.DisplayNames('en', { type: 'language' })

/** `German, plain text`: a variant of a digest's mails, by its id. */
export const variantWords = (id: string): string => {
  const language = variantLanguage(id)
  const layout = id.slice(0, -language.length - 1)
  return `${languages.of(language) ?? language}, ${layout === 'plain' ? 'plain text' : `${layout} layout`}`
}

import { LANGUAGE_TAGS } from '#functions/core/messages/languages.ts'
import { OtherLanguages } from '#functions/core/newsletter.ts'
import { FROM_NEXT_APPROVAL, settingCommand } from './setting-command.ts'

const OWN_ONLY = 'own-only'
const THERE = LANGUAGE_TAGS.join(', ')

const tagsIn = (words: readonly string[]): string[] | undefined => {
  if (words.length === 1 && words[0] === OWN_ONLY) return []
  const areKnown = words.length > 0 && words.every((word) => LANGUAGE_TAGS.some((tag) => tag === word))
  return areKnown ? OtherLanguages.safeParse(words).data : undefined
}

export const languages = settingCommand({
  name: 'languages',
  takes: `TAG… | ${OWN_ONLY}`,
  summary: 'say in which other languages a digest comes',
  does: `In which languages besides its own the words around the stories come, for readers who chose one of them; stories stay as they
were written. In place of those before; there are ${THERE}.
${FROM_NEXT_APPROVAL}`,
  read: tagsIn,
  wanted: `Name some of ${THERE}, each once, or say ${OWN_ONLY}.`,
  set: ({ set }, newsletter, languages, actor) => set.languages(newsletter, languages, actor),
  told: (languages) =>
    languages.length === 0
      ? 'the words around its stories come in one language.'
      : `readers may have the words around its stories in ${languages.join(', ')} too.`,
})

import { expect, test } from 'vitest'
import type { CheckedMail } from '#functions/core/checked-mail.ts'
import { bindEdition } from '#functions/core/edition.ts'
import { rememberedFaults } from '#functions/use-cases/remembered-faults.ts'
import { aContent, aDigest, aNewsletter } from '#tests/support/builders.ts'

const [newsletter, content] = [aNewsletter(), aContent()]
const editionOf = (revision: number) =>
  bindEdition(
    aDigest(),
    revision,
    { sections: [] },
    { 'full-en': { subject: `${revision}`, text: '' } },
    '<p>',
  )

test('a revision is checked once for all who look, and each has faults of its own', () => {
  const checked: string[] = []
  const checkMail = ({ parts: { subject } }: CheckedMail) => {
    checked.push(subject)
    return [{ check: 'words', words: `Something is wrong in revision ${subject}.` }]
  }
  const faultsOf = rememberedFaults({ checkMail, publicOrigin: 'https://news.example' })
  const [one, other] = [editionOf(1), editionOf(2)]
  const words = [one, other, one, other].map((edition) =>
    faultsOf(newsletter, content, edition).map((fault) => fault.words),
  )
  expect(words).toEqual([1, 2, 1, 2].map((revision) => [`Something is wrong in revision ${revision}.`]))
  expect(checked).toEqual(['1', '2'])
})

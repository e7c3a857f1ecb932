import * as z from 'zod'
import { Instant, plusDays } from '#functions/core/instant.ts'
import type { ClaimAnswer, LetterBook } from '#functions/use-cases/ports.ts'
import { personKey } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import { expiry, isAbsent, type Table } from './table.ts'

const Claimed = z.strictObject({
  id: z.string(),
  group: z.string(),
  at: Instant,
  sent: z.literal(true).optional(),
})
type Claimed = z.infer<typeof Claimed>
const Book = z.strictObject({ version: z.int(), letters: z.array(Claimed) })

/** A day longer than letters count: a request that is a day old still finds its own. */
const REMEMBERED_DAYS = 2

const MOST_TRIES = 5

export const dynamoLetterBook = (table: Table): LetterBook => {
  const rowOf = (reader: string) => personKey(reader, 'letters')

  /** Writes over the version that was read; the change answers undefined to leave the book as it is. */
  const rewrite = async (
    reader: string,
    now: Instant,
    change: (letters: readonly Claimed[]) => readonly Claimed[] | undefined,
  ): Promise<void> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const item = await table.get(rowOf(reader))
      const book = item ? Book.parse(domainOf(item)) : { version: 0, letters: [] }
      const letters = change(book.letters.filter(({ at }) => at > plusDays(now, -REMEMBERED_DAYS)))
      if (letters === undefined) return
      const expires = expiry(plusDays(now, REMEMBERED_DAYS))
      const row = { ...rowOf(reader), version: book.version + 1, letters, ...expires }
      const condition = item
        ? { text: 'version = :version', values: { ':version': book.version } }
        : isAbsent()
      if (await table.put(row, condition)) return
    }
    throw new Error('The book of letters keeps changing.')
  }

  return {
    async claim(reader, { id, group, at }, most) {
      let answer: ClaimAnswer = 'mine'
      await rewrite(reader, at, (letters) => {
        const earlier = letters.find((letter) => letter.id === id)
        const alike = letters.filter((letter) => letter.group === group && letter.at > plusDays(at, -1))
        if (earlier !== undefined) answer = earlier.sent ? 'sent' : 'begun'
        else answer = alike.length < most ? 'mine' : 'too-many'
        return answer === 'mine' ? [...letters, { id, group, at }] : undefined
      })
      return answer
    },

    async markSent(reader, { id, at }) {
      await rewrite(reader, at, (letters) =>
        letters.some((letter) => letter.id === id)
          ? letters.map((letter) => (letter.id === id ? { ...letter, sent: true } : letter))
          : undefined,
      )
    },

    async release(reader, { id, at }) {
      await rewrite(reader, at, (letters) => {
        const others = letters.filter((letter) => letter.id !== id)
        return others.length < letters.length ? others : undefined
      })
    },
  }
}

import * as z from 'zod'
import { Instant, plusDays } from '#functions/core/instant.ts'
import type { ClaimedLetter, LetterBook } from '#functions/use-cases/ports.ts'
import { personKey } from './audience-keys.ts'
import { domainOf } from './domain-of.ts'
import { expiry, isAbsent, type Table } from './table.ts'

const Claimed = z.strictObject({ id: z.string(), group: z.string(), at: Instant })
const Book = z.strictObject({ version: z.int(), letters: z.array(Claimed) })

const MOST_TRIES = 5

export const dynamoLetterBook = (table: Table): LetterBook => {
  const rowOf = (reader: string) => personKey(reader, 'letters')

  /** Writes over the version that was read; the change answers undefined to leave the book as it is. */
  const rewrite = async (
    reader: string,
    now: Instant,
    change: (letters: readonly ClaimedLetter[]) => readonly ClaimedLetter[] | undefined,
  ): Promise<boolean> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const item = await table.get(rowOf(reader))
      const book = item ? Book.parse(domainOf(item)) : { version: 0, letters: [] }
      const letters = change(book.letters.filter(({ at }) => at > plusDays(now, -1)))
      if (letters === undefined) return false
      const row = { ...rowOf(reader), version: book.version + 1, letters, ...expiry(plusDays(now, 1)) }
      const condition = item
        ? { text: 'version = :version', values: { ':version': book.version } }
        : isAbsent()
      if (await table.put(row, condition)) return true
    }
    throw new Error('The book of letters keeps changing.')
  }

  return {
    claim: (reader, letter, most) =>
      rewrite(reader, letter.at, (letters) => {
        if (letters.some(({ id }) => id === letter.id)) return undefined
        const alike = letters.filter(({ group }) => group === letter.group)
        return alike.length >= most ? undefined : [...letters, letter]
      }),

    async release(reader, letter) {
      await rewrite(reader, letter.at, (letters) => letters.filter(({ id }) => id !== letter.id))
    },
  }
}

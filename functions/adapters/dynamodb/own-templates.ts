import type { OwnTemplates } from '#functions/use-cases/ports.ts'
import { ownTemplateKey } from './content-keys.ts'
import { domainOf } from './domain-of.ts'
import { PackedText, packJson } from './packed-json.ts'
import type { Table } from './table.ts'

export const dynamoOwnTemplates = (table: Table): OwnTemplates => ({
  async save(newsletter, hash, source) {
    await table.put({ ...ownTemplateKey(newsletter, hash), packed: packJson(source) })
  },

  async get(newsletter, hash) {
    const item = await table.get(ownTemplateKey(newsletter, hash))
    return item && PackedText.parse(domainOf(item)).packed
  },
})

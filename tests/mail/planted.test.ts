import { describe, expect, test } from 'vitest'
import { examine } from './examine.ts'
import { faultsIn } from './found.ts'
import { finder, plant } from './plant.ts'
import { PLANTED } from './planted.ts'

const find = finder()
const quick = Object.entries(PLANTED).filter(([, { needs }]) => needs === 'nothing')

describe('the gate of the mail', () => {
  test('finds nothing in a mail as it should be', async () => {
    expect(faultsIn(await examine(await plant(), ['nothing'], undefined))).toEqual([])
  })

  test.each(quick)('finds: %s', async (_, planted) => {
    expect(await find(planted)).toMatchObject({ check: planted.check })
  })
})

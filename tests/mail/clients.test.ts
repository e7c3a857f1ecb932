import { describe, expect, test } from 'vitest'
import { baselineFaults, clientFaults } from './checks/clients.ts'
import { joined } from './checks/lacks-of.ts'

const because = 'It does no harm.'
const lacks = joined([
  new Map([['border', new Set(['outlook.windows'])]]),
  new Map([['border', new Set(['yahoo.ios'])]]),
])

describe('what mail programs lack', () => {
  test('is no fault once it is accepted with a reason', () => {
    const baseline = [{ title: 'border', because, clients: ['outlook.windows', 'yahoo.ios'] }]
    expect(clientFaults(lacks, baseline)).toEqual([])
    expect(baselineFaults(lacks, baseline)).toEqual([])
  })

  test('is a fault of the programs for which it was not accepted', () => {
    const faults = clientFaults(lacks, [{ title: 'border', because, clients: ['outlook.windows'] }])
    expect(faults).toEqual([
      { check: 'clients', words: expect.stringMatching(/^yahoo\.ios support “border”/) },
    ])
  })

  test('is a fault where it was accepted and is lacked no more, or without a reason', () => {
    const accepted = { title: 'border', because: '', clients: ['outlook.windows', 'gmail.ios'] }
    expect(baselineFaults(lacks, [accepted]).map(({ words }) => words)).toEqual([
      expect.stringContaining('accepted for gmail.ios, where nothing lacks it'),
      expect.stringContaining('without a reason'),
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { bulk, entry, readers, readySes, refusal, simple, statusesOf } from './harness.ts'
import { documented } from './sources/documented.ts'

describe('tags', () => {
  const tagged = (Name: string, Value: string) =>
    bulk([entry('a@example.com', { ReplacementTags: [{ Name, Value }] })])

  test(
    documented(
      ['tag-alphabet', 'tag-length', 'call-or-entry'],
      'hold names and values of 256 plain characters',
    ),
    async () => {
      const { client } = await readySes()
      expect(await statusesOf(client, tagged('n'.repeat(256), 'Az_09-'))).toEqual(['SUCCESS'])
      for (const [name, value] of [
        ['n'.repeat(257), 'v'],
        ['n', 'v'.repeat(257)],
        ['n', 'a@b'],
        ['n.m', 'v'],
        ['n', 'é'],
        ['n', ''],
        ['', 'v'],
      ] as const)
        expect(await statusesOf(client, tagged(name, value)), `${name}=${value}`).toEqual([
          'INVALID_PARAMETER',
        ])
      expect(
        await refusal(client.send(bulk(readers(1), { DefaultEmailTags: [{ Name: 'n', Value: 'a b' }] }))),
      ).toMatchObject({ name: 'BadRequestException' })
    },
  )

  test(documented('tag-names-once', 'of one name twice are refused'), async () => {
    const { client } = await readySes()
    const twice = [
      { Name: 'n', Value: '1' },
      { Name: 'n', Value: '2' },
    ]
    expect(
      await statusesOf(
        client,
        bulk([entry('a@example.com', { ReplacementTags: twice }), entry('b@example.com')]),
      ),
    ).toEqual(['INVALID_PARAMETER', 'SUCCESS'])
    expect(await refusal(client.send(bulk(readers(1), { DefaultEmailTags: twice })))).toMatchObject({
      name: 'BadRequestException',
    })
    expect(await refusal(client.send(simple({ EmailTags: twice })))).toMatchObject({
      name: 'BadRequestException',
    })
  })

  test(
    documented(['replacement-tags', 'tag-replaces'], 'of an entry replace those of the same name'),
    async () => {
      const { client, simulator } = await readySes()
      const DefaultEmailTags = [
        { Name: 'digest', Value: 'default' },
        { Name: 'batch', Value: 'default' },
      ]
      const own = entry('a@example.com', {
        ReplacementTags: [
          { Name: 'batch', Value: 'own' },
          { Name: 'entry', Value: '7' },
        ],
      })
      await client.send(bulk([own, entry('b@example.com')], { DefaultEmailTags }))
      expect(simulator.accepted().map(({ tags }) => tags)).toEqual([
        { digest: 'default', batch: 'own', entry: '7' },
        { digest: 'default', batch: 'default' },
      ])
    },
  )
})

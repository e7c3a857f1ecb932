import { describe, expect, test } from 'vitest'
import { pictureKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { dynamoPictures } from '#functions/adapters/dynamodb/pictures.ts'
import { MOST_PICTURE_BYTES } from '#functions/core/picture.ts'
import { engines } from '#tests/support/dynamodb-engines.ts'
import { freshId } from '#tests/support/fresh.ts'
import { itemSize } from '#tests/support/item-size.ts'

const MOST_ITEM_BYTES = 400 * 1024

describe.each(engines)('Pictures on $name', ({ content }) => {
  const pictures = dynamoPictures(content)
  const aName = () => `${freshId()}.png`

  test('one that was saved comes back byte for byte, as large as it may be', async () => {
    const [name, other] = [aName(), aName()]
    const bytes = Uint8Array.from({ length: MOST_PICTURE_BYTES }, (_, index) => index * 7)
    await pictures.save(name, bytes)
    await pictures.save(other, Uint8Array.of(1))
    expect(Buffer.compare((await pictures.get(name)) ?? Buffer.alloc(0), bytes)).toBe(0)
    expect(itemSize(await content.get(pictureKey(name)))).toBeLessThan(MOST_ITEM_BYTES)
  })

  test('saving it again changes nothing', async () => {
    const name = aName()
    await pictures.save(name, Buffer.from('twice'))
    await pictures.save(name, Buffer.from('twice'))
    expect(Buffer.from((await pictures.get(name)) ?? []).toString()).toBe('twice')
  })

  test('one that was never saved is undefined', async () => {
    expect(await pictures.get(aName())).toBeUndefined()
  })
})

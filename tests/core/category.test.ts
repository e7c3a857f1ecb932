import { describe, expect, test } from 'vitest'
import { categoriesOf } from '#functions/core/category.ts'
import { aCategory } from '#tests/support/builders.ts'

const newsletter = {
  categories: [
    aCategory({ id: 'rest', rules: [{ rest: true }] }),
    aCategory({ id: 'news', rules: [{ category: 'News' }, { tag: 'breaking' }] }),
    aCategory({ id: 'culture', rules: [{ category: 'Culture' }] }),
  ],
}
const fallsInto = (categories: string[], tags: string[] = []) =>
  categoriesOf(newsletter, { categories, tags })

describe('a post falls into', () => {
  test('every category that one of its rules names, in the newsletter’s order', () => {
    expect(fallsInto(['Culture', 'News'])).toEqual(['news', 'culture'])
    expect(fallsInto(['Culture'], ['breaking'])).toEqual(['news', 'culture'])
  })

  test('a category whose name or tag differs in case only', () => {
    expect(fallsInto(['NEWS'])).toEqual(['news'])
    expect(fallsInto([], ['Breaking'])).toEqual(['news'])
  })

  test('none by a tag that is a category’s name, nor by a part of one', () => {
    expect(fallsInto([], ['News'])).toEqual(['rest'])
    expect(fallsInto(['Newsroom'])).toEqual(['rest'])
  })

  test('the rest only when no other took it', () => {
    expect(fallsInto(['Sport'])).toEqual(['rest'])
    expect(fallsInto([])).toEqual(['rest'])
    expect(fallsInto(['News'])).not.toContain('rest')
  })

  test('nothing where no rule takes it and no category takes the rest', () => {
    expect(categoriesOf({ categories: [aCategory()] }, { categories: ['Sport'], tags: [] })).toEqual([])
  })
})

import type { Category, CategoryRule, Newsletter } from './newsletter.ts'
import type { Post } from './post.ts'

type Filed = Pick<Post, 'categories' | 'tags' | 'placedIn'>

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const takes = (rule: CategoryRule, post: Filed): boolean => {
  if ('category' in rule) return post.categories.some((name) => same(name, rule.category))
  if ('tag' in rule) return post.tags.some((name) => same(name, rule.tag))
  return false
}

const isRest = (category: Category): boolean => category.rules.some((rule) => 'rest' in rule)

/** The category whose backlog a post waits in: its first; none for a post that no category takes. */
export const backlogOf = (newsletter: Pick<Newsletter, 'categories'>, post: Filed): string =>
  categoriesOf(newsletter, post)[0] ?? ''

/** The ids of the categories that a post falls into, in the newsletter's order; a `rest` category takes what no other took. Where an editor placed it, there alone. */
export const categoriesOf = (newsletter: Pick<Newsletter, 'categories'>, post: Filed): string[] => {
  if (newsletter.categories.some(({ id }) => id === post.placedIn)) return [post.placedIn ?? '']
  const taken = newsletter.categories.filter(({ rules }) => rules.some((rule) => takes(rule, post)))
  return (taken.length > 0 ? taken : newsletter.categories.filter(isRest)).map((category) => category.id)
}

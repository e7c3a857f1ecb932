import { parseArgs } from 'node:util'
import { categoriesOf } from '#functions/core/category.ts'
import type { Post } from '#functions/core/post.ts'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, WrongUsage } from './command.ts'

const usage = `gazette backlog [--json] [--newsletter N] [--category CATEGORY]

Lists the posts that wait without a place in a digest, category by category, in the order in which the drip takes them.

  --json         print one JSON document per post, each on one line
  --newsletter   the newsletter's short name; needed when there are several
  --category     one category of it`

const options = {
  json: { type: 'boolean', default: false },
  newsletter: { type: 'string' },
  category: { type: 'string' },
} as const

interface Shelf {
  readonly category: string
  readonly heading: string
  readonly posts: readonly Post[]
}

const told = ({ id, title, publisher }: Post): string =>
  `  ${id}  ${title}${publisher === undefined ? '' : ` · ${publisher}`}`

export const backlog: Command = {
  name: 'backlog',
  summary: 'list the posts that wait without a date',
  usage,
  async run(args, { out, connect }) {
    const { values } = parseArgs({ args: [...args], options })
    const desk = await connect()
    const newsletter = await chooseNewsletter(desk, values.newsletter)
    const { slug, categories } = newsletter
    const wanted = categories.filter(({ id }) => values.category === undefined || id === values.category)
    if (wanted.length === 0)
      throw new WrongUsage(
        `There is no category ${values.category}. There is: ${categories.map(({ id }) => id).join(', ')}.`,
      )
    const unused = desk.unusedOnly()
    const waiting = async (category: string) =>
      unused(await Array.fromAsync(desk.posts.backlog(slug, category)))
    const shelves: Shelf[] = []
    if (values.category === undefined)
      shelves.push({
        category: '',
        heading: 'Placed by hand, for the next digest',
        posts: await unused(await desk.posts.placed(slug)),
      })
    for (const { id, name, dripPerWeek } of wanted)
      shelves.push({
        category: id,
        heading: `${name} (${id}), ${dripPerWeek} a week`,
        posts: await waiting(id),
      })
    if (values.category === undefined)
      shelves.push({ category: '', heading: 'In no category', posts: await waiting('') })
    for (const { category, heading, posts } of shelves) {
      if (values.json)
        for (const post of posts) {
          const { id, title, publisher, publishedAt, datePrecision, placedAt } = post
          const placed = placedAt !== undefined
          const where = placed ? (categoriesOf(newsletter, post)[0] ?? '') : category
          out(JSON.stringify({ id, title, category: where, placed, publisher, publishedAt, datePrecision }))
        }
      else if (posts.length > 0) out([`${heading}: ${posts.length}`, ...posts.map(told)].join('\n'))
    }
    if (!values.json && shelves.every(({ posts }) => posts.length === 0)) out('Nothing waits.')
    return 0
  },
}

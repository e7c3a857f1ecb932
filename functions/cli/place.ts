import { parseArgs } from 'node:util'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, WrongUsage } from './command.ts'

const usage = `gazette place [--newsletter N] [--category CATEGORY] POST

Places a post of the backlog by hand: the next digest that is drafted takes it, whatever the drip.
The post's id stands in gazette backlog.

  --newsletter   the newsletter's short name; needed when there are several
  --category     where it is to stand; needed when it falls into no category`

const options = { newsletter: { type: 'string' }, category: { type: 'string' } } as const

export const place: Command = {
  name: 'place',
  summary: 'have the next digest take a post of the backlog',
  usage,
  async run(args, { out, connect }) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [id, ...others] = positionals
    if (id === undefined || others.length > 0) throw new WrongUsage('Name one post.')
    const desk = await connect()
    const newsletter = await chooseNewsletter(desk, values.newsletter)
    const { post, category } = await desk.placePost(newsletter, id, values.category)
    out(`“${post.title}” goes into the next digest that is drafted, in ${category}.`)
    return 0
  },
}

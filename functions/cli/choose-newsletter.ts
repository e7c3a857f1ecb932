import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Desk } from '#functions/wiring/desk.ts'
import { WrongUsage } from './command.ts'

/** The newsletter that was named, or the only one. */
export const chooseNewsletter = async (desk: Desk, slug: string | undefined): Promise<Newsletter> => {
  const slugs = await desk.newsletters.slugs()
  const [only, ...others] = slugs
  const known = slugs.length === 0 ? 'There is no newsletter yet.' : `There is: ${slugs.join(', ')}.`
  if (slug === undefined && others.length > 0)
    throw new WrongUsage(`Name the newsletter with --newsletter. ${known}`)
  const chosen = slug ?? only
  const newsletter = chosen === undefined ? undefined : await desk.newsletters.get(chosen)
  if (newsletter === undefined) throw new WrongUsage(`There is no newsletter ${chosen ?? ''}. ${known}`)
  return newsletter
}

import { type DigestRef, digestKey } from '#functions/core/digest-key.ts'
import { bindEdition, type Edition } from '#functions/core/edition.ts'
import { NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { plannedFor, planOf } from '#functions/core/placement.ts'
import { variantId, variantsOf } from '#functions/core/variant.ts'
import type { Digests, EditionRenderer, Newsletters, OwnTemplates } from './ports.ts'

export interface PreviewDeps {
  newsletters: Newsletters
  digests: Digests
  ownTemplates: OwnTemplates
  renderer: EditionRenderer
}

const ownTemplateOf = async (
  { ownTemplates }: PreviewDeps,
  { slug, template }: Newsletter,
): Promise<string | undefined> => {
  if (template === undefined) return undefined
  const source = await ownTemplates.get(slug, template.hash)
  if (source === undefined) throw new NotFound(`The template ${template.hash} of ${slug} is not there.`)
  return source
}

/** Renders a revision into its edition: the very object that approval hashes, mails carry and the archive shows. */
export const previewDigest =
  (deps: PreviewDeps) =>
  async (ref: DigestRef, revision: number): Promise<Edition> => {
    const [newsletter, content] = await Promise.all([
      deps.newsletters.get(ref.newsletter),
      deps.digests.content(ref, revision),
    ])
    if (newsletter === undefined || content === undefined)
      throw new NotFound(`There is no revision ${revision} of ${digestKey(ref)}.`)
    const template = await ownTemplateOf(deps, newsletter)
    const planned = plannedFor(newsletter.layout)
    const input = { newsletter, digest: ref, content, plan: planOf(content, planned), template }
    const rendered = await Promise.all(
      variantsOf(newsletter).map(
        async (kind) => [variantId(kind), await deps.renderer.variant(input, kind)] as const,
      ),
    )
    const page = await deps.renderer.page(input)
    const edition = bindEdition(ref, revision, input.plan, Object.fromEntries(rendered), page)
    return { ...edition, planned, ...(newsletter.tracking && { tracked: true }) }
  }

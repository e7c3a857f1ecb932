import { fileURLToPath } from 'node:url'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import type { Outgoing } from '#functions/core/batch-mail.ts'
import { draftContent } from '#functions/core/draft.ts'
import { bindEdition, type VariantParts } from '#functions/core/edition.ts'
import type { Content } from '#functions/core/entry.ts'
import { toInstant } from '#functions/core/instant.ts'
import { type Choices, place, planOf } from '#functions/core/placement.ts'
import { postFrom, SubmittedPost } from '#functions/core/post.ts'
import { variantFor, variantId } from '#functions/core/variant.ts'
import { sampleNewsletter, samplePosts } from '#infra/local/sample/sample-newsletter.ts'
import { anApprovedDigest } from '#tests/support/builders.ts'

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url))
const PUBLIC_ORIGIN = 'https://pages.gazette.example'
const NOW = toInstant('2026-11-24T07:00:00Z')

export interface SampleEdition {
  readonly outgoing: Outgoing
  readonly variant: string
  readonly parts: Required<VariantParts>
  /** Renders the mail of one reader alone, as the edition is rendered once for all. */
  renderFor(reader: Choices): Promise<VariantParts>
}

/** What a reader's own digest would say: the entries that placement gives them. */
const contentFor = (content: Content, entries: readonly number[]): Content => {
  const own = new Set(entries.map((index) => content.entries[index]?.post))
  const sections = content.sections.map((section) => {
    const kept = section.entries.slice(0, section.mailed).filter((post) => own.delete(post))
    return { ...section, entries: kept, mailed: kept.length }
  })
  return {
    ...content,
    entries: entries.flatMap((index) => content.entries[index] ?? []),
    sections: sections.filter((section) => section.entries.length > 0),
  }
}

/** The digest of the sample newsletter, rendered by the real renderer. */
export const sampleEdition = async (): Promise<SampleEdition> => {
  const newsletter = sampleNewsletter({
    zone: 'UTC',
    slot: { weekday: 'tuesday', time: '07:00' },
    slotsHandledThrough: NOW,
    createdAt: NOW,
  })
  const posts = samplePosts(NOW).flatMap(
    (post) => postFrom(newsletter.slug, SubmittedPost.parse(post), NOW) ?? [],
  )
  const content = draftContent(newsletter, posts, [], NOW)
  const renderer = mjmlEditionRenderer(TEMPLATES, PUBLIC_ORIGIN)
  const ref = { newsletter: newsletter.slug, kind: 'regular', date: '2026-11-24' } as const
  const plan = planOf(content)
  const kind = variantFor(newsletter)
  const variant = variantId(kind)
  const { html = '', ...others } = await renderer.variant({ newsletter, digest: ref, content, plan }, kind)
  const parts = { ...others, html }
  const editionHash = bindEdition(ref, 1, plan, { [variant]: parts }, '').hash
  const digest = anApprovedDigest({ ...ref, status: 'sending', attempt: 'a1' })
  return {
    outgoing: { digest, editionHash, newsletter, plan, publicOrigin: PUBLIC_ORIGIN },
    variant,
    parts,
    renderFor(reader) {
      const own = contentFor(content, place(plan, reader).entries)
      return renderer.variant({ newsletter, digest: ref, content: own, plan: planOf(own) }, kind)
    },
  }
}

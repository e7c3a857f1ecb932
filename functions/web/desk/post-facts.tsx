import type { Child } from 'hono/jsx'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import type { Post } from '#functions/core/post.ts'
import { digestTitle } from './digest-card.tsx'
import { dateOf } from './entry-row.tsx'
import { When } from './when.tsx'

const Names = ({ names }: { names: readonly string[] }) => (
  <>
    {names.map((name, index) => (
      <>
        {index > 0 && ', '}
        <bdi>{name}</bdi>
      </>
    ))}
  </>
)

const languageName = (tag: string): string =>
  `${new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag} (${tag})`

/** What its source says of a post, and when it came. */
export const PostFacts = ({ post, zone }: { post: Post; zone: string }) => {
  const { publishedAt, datePrecision, spreadAt } = post
  const facts: readonly (readonly [string, Child | undefined])[] = [
    ['Title', post.titleFrom === 'text' ? 'Made of its first words' : undefined],
    ['Authors', post.authors.length > 0 ? <Names names={post.authors} /> : undefined],
    [
      'Published',
      publishedAt !== undefined && datePrecision === 'instant' ? (
        <When at={publishedAt} zone={zone} />
      ) : (
        dateOf(post, zone)
      ),
    ],
    ['Drafted as of', spreadAt === undefined ? undefined : <When at={spreadAt} zone={zone} />],
    ['Its source’s categories', post.categories.length > 0 ? <Names names={post.categories} /> : undefined],
    ['Its source’s tags', post.tags.length > 0 ? <Names names={post.tags} /> : undefined],
    ['Language', post.language === undefined ? undefined : languageName(post.language)],
    ['Reading time', post.minutes === undefined ? undefined : `${post.minutes} min`],
    ['Goes on elsewhere', post.continues ? 'Yes: its text here is not the whole story' : undefined],
    ['Address', post.url === undefined ? undefined : <bdi>{post.url}</bdi>],
    ['Picture at its source', post.image === undefined ? undefined : <bdi>{post.image}</bdi>],
    [
      'Sets right',
      post.corrects === undefined
        ? undefined
        : `An entry in: ${digestTitle(parseDigestKey(post.corrects.digest))}`,
    ],
    ['Came here', <When at={post.receivedAt} zone={zone} seconds />],
  ]
  return (
    <section class="card" aria-labelledby="facts-title">
      <h2 id="facts-title">What is known of it</h2>
      <dl class="facts">
        {facts.map(
          ([name, fact]) =>
            fact !== undefined && (
              <>
                <dt>{name}</dt>
                <dd>{fact}</dd>
              </>
            ),
        )}
      </dl>
    </section>
  )
}

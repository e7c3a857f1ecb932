import { dayOf } from '#functions/core/day-and-time.ts'
import type { Digest } from '#functions/core/digest.ts'
import type { Content } from '#functions/core/entry.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { relativeWords } from '#functions/core/relative-words.ts'
import { AroundForms } from './around-forms.tsx'
import { AddByHand, LeftOut } from './left-out.tsx'
import { PreviewPane } from './preview-pane.tsx'
import type { PreviewQuery } from './preview-wanted.ts'
import { Sections } from './sections.tsx'

interface Draft {
  readonly newsletter: Newsletter
  readonly digest: Digest
  readonly content: Content
  readonly leftOut: readonly Post[]
  readonly wanted: PreviewQuery
  /** Of the digest. */
  readonly path: string
  readonly now: Instant
  readonly zone: string | undefined
}

/** Drafting's own name stands under its revisions. */
const editorOf = ({ savedBy }: Content): string =>
  savedBy === 'drafting' ? 'Gazette, as it drafted it' : savedBy

const Corrections = ({ content, path }: { content: Content; path: string }) => {
  const { corrections = [] } = content
  if (corrections.length === 0) return null
  return (
    <section class="card" aria-labelledby="corrections">
      <h2 id="corrections">Corrections, at the top for all readers</h2>
      <ul class="stack tight">
        {corrections.map(({ post, title, text, date }) => (
          <li>
            <form method="post" action={`${path}/edit`} data-swap class="row apart">
              <input type="hidden" name="revision" value={String(content.revision)} />
              <input type="hidden" name="post" value={post} />
              <span>
                <b>
                  <bdi>{title}</bdi>
                </b>{' '}
                ({dayOf(date)}): <bdi>{text}</bdi>
              </span>
              <button
                type="submit"
                class="small"
                name="verb"
                value="drop"
                aria-label={`Withdraw the correction of: ${title}`}
              >
                Withdraw
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A draft with all that an editor does to it, and what becomes of it beside. */
export const DraftPage = ({ newsletter, digest, content, leftOut, wanted, path, now, zone }: Draft) => (
  <div class="columns">
    <div class="stack">
      <p class="quiet" id="last-edited" data-part>
        Last edited by {editorOf(content)}, {relativeWords(content.savedAt, now, zone ?? newsletter.zone)}.
        Revision {content.revision}. What you change is saved at once.{' '}
        <a class="not-beside" href="#preview-title">
          To the preview
        </a>
      </p>
      {digest.approval !== undefined && (
        <p class="notice warn">
          It {digest.status === 'held' ? 'was approved before it was held' : 'is approved'}. An edit takes the
          approval back, and it must be approved again.
        </p>
      )}
      <Corrections content={content} path={path} />
      <Sections content={content} path={path} zone={newsletter.zone} />
      <AddByHand content={content} categories={newsletter.categories} path={path} />
      <LeftOut content={content} posts={leftOut} path={path} />
      <AroundForms content={content} path={path} />
    </div>
    <aside aria-label="Preview" class="stack">
      <PreviewPane
        newsletter={newsletter}
        path={path}
        revision={content.revision}
        wanted={wanted}
        page={path}
      />
      <section
        class="card"
        id="checks"
        data-part
        data-load={`${path}/checks?revision=${content.revision}`}
        aria-labelledby="checks-title"
      >
        <h2 id="checks-title">Checks</h2>
        <p class="without-script">
          <a href={`${path}/checks`}>Check its mails</a>
        </p>
        <p class="quiet only-script">Its mails are being checked…</p>
      </section>
    </aside>
  </div>
)

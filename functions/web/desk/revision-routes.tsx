import type { Act } from '#functions/core/act.ts'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content, Revision } from '#functions/core/entry.ts'
import { NotFound } from '#functions/core/errors.ts'
import { type Part, type RevisionDiff, revisionDiff } from '#functions/core/revision-diff.ts'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { digestTitle } from './digest-card.tsx'
import { DigestHead } from './digest-head.tsx'
import type { Framed } from './frame.tsx'
import { type HeadDeps, headOf } from './head-of.ts'
import { When } from './when.tsx'

export interface RevisionDeps extends HeadDeps {
  content: (ref: DigestRef, revision: number) => Promise<Content | undefined>
  revisions: (ref: DigestRef, before?: number) => Promise<{ revisions: Revision[]; before?: number }>
  acts: (ref: DigestRef) => Promise<Act[]>
}

const savedBy = (name: string | undefined): string =>
  name === undefined || name === 'drafting' ? 'Gazette' : name

const Parts = ({ parts }: { parts: readonly Part[] }) => (
  <span>
    {parts.map(({ text, kind }) => {
      if (kind === 'same') return <bdi>{text}</bdi>
      const Mark = kind === 'added' ? 'ins' : 'del'
      return (
        <Mark>
          <span class="hidden-words">{kind}: </span>
          <bdi>{text}</bdi>
          <span class="hidden-words">, end of what was {kind}. </span>
        </Mark>
      )
    })}
  </span>
)

const FIELDS: Readonly<Record<string, string>> = {
  'closing-title': 'closing item, title',
  'closing-text': 'closing item, text',
  'closing-url': 'closing item, address',
  'content-note': 'content note',
  also: 'the same story elsewhere',
  signed: 'signature of the note',
}

/** What differs between two revisions: order and membership by category, then words. */
const Differences = ({ diff }: { diff: RevisionDiff }) => {
  if (diff.sections.length + diff.texts.length === 0) return <p>These two say the same.</p>
  return (
    <>
      {diff.sections.map(({ name, entries }) => (
        <section class="stack tight">
          <h2>
            <bdi>{name}</bdi>
          </h2>
          <ol class="stack tight">
            {entries.map(({ title, kind, moved }) => (
              <li>
                <Parts parts={[{ text: title, kind }]} />
                {moved && <span class="quiet"> {kind === 'added' ? 'moved here' : 'moved from here'}</span>}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {diff.texts.map(({ field, title, parts }) => (
        <section class="stack tight">
          <h2 class="field-name">
            {FIELDS[field] ?? field}
            {title !== undefined && (
              <>
                {' '}
                of “<bdi>{title}</bdi>”
              </>
            )}
          </h2>
          <p>
            <Parts parts={parts} />
          </p>
        </section>
      ))}
    </>
  )
}

const revisionParam = (c: DeskContext): number => {
  const revision = Number(c.req.param('revision'))
  if (!Number.isInteger(revision)) throw new NotFound('There is no such revision.')
  return revision
}

const contentOf = async (deps: RevisionDeps, ref: DigestRef, revision: number): Promise<Content> => {
  const content = await deps.content(ref, revision)
  if (content === undefined) throw new NotFound(`There is no revision ${revision}.`)
  return content
}

/** What the digest said one after the other, who did what, and what differs. */
export const revisionRoutes = (deps: RevisionDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/digests/:digest/revisions',
    right: 'edit',
    handle: async (c) => {
      const { ref, newsletter, zone = newsletter.zone } = c.var
      const head = await headOf(deps, c, 'revisions')
      const from = Number(c.req.query('before'))
      const [{ revisions, before }, acts] = await Promise.all([
        deps.revisions(ref, Number.isInteger(from) && from > 0 ? from : undefined),
        deps.acts(ref),
      ])
      const path = deskPath(ref)
      const children = (
        <>
          <DigestHead {...head} />
          <div class="columns">
            <section class="stack tight" aria-labelledby="revisions-title">
              <h2 id="revisions-title">Revisions</h2>
              <ol class="entries">
                {revisions.map(({ revision, savedAt, savedBy: by, change, madeFrom }) => (
                  <li id={`revision-${revision}`}>
                    <div class="stack tight">
                      <p>
                        <a class="title" href={`${path}/revisions/${revision}`}>
                          Revision {revision}
                        </a>
                        {change !== undefined && (
                          <>
                            : <bdi>{change}</bdi>
                          </>
                        )}
                      </p>
                      <p class="quiet">
                        {savedBy(by)}
                        {savedAt !== undefined && (
                          <>
                            , <When at={savedAt} zone={zone} seconds />
                          </>
                        )}
                        {madeFrom !== undefined && `, from revision ${madeFrom}`}
                      </p>
                    </div>
                  </li>
                ))}
              </ol>
              {before !== undefined && (
                <p>
                  <a href={`${path}/revisions?before=${before}`}>Earlier ones</a>
                </p>
              )}
            </section>
            <section class="stack tight" aria-labelledby="acts-title">
              <h2 id="acts-title">Who did what</h2>
              {acts.length === 0 ? (
                <p class="quiet">Nobody held, paused, tested or moved it.</p>
              ) : (
                <ul class="stack tight">
                  {acts.toReversed().map(({ verb, by, why, at }) => (
                    <li>
                      <b>{verb}</b>, <bdi>{by}</bdi>, <When at={at} zone={zone} seconds />
                      {why !== undefined && why !== '' && (
                        <>
                          : <bdi>{why}</bdi>
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </section>
          </div>
        </>
      )
      return c.html(
        page(c, { title: `History: ${digestTitle(ref)}`, newsletter, room: 'digest', wide: true, children }),
      )
    },
  },
  {
    method: 'GET',
    path: '/desk/digests/:digest/revisions/:revision',
    right: 'edit',
    handle: async (c) => {
      const { ref, newsletter, zone = newsletter.zone } = c.var
      const head = await headOf(deps, c, 'revisions')
      const content = await contentOf(deps, ref, revisionParam(c))
      const { revision, savedAt, savedBy: by, change, madeFrom } = content
      const asked = Number(c.req.query('from'))
      const from = Number.isInteger(asked) && asked > 0 ? asked : madeFrom
      const older = from === undefined ? undefined : await contentOf(deps, ref, from)
      const path = deskPath(ref)
      const isLatest = revision === head.digest.revision
      const children = (
        <>
          <DigestHead {...head} />
          <p>
            {savedBy(by)} saved it, <When at={savedAt} zone={zone} seconds />
            {change !== undefined && (
              <>
                : <bdi>{change}</bdi>
              </>
            )}
            . <a href={`${path}/revisions`}>All revisions</a>
          </p>
          {older === undefined ? (
            <p>It is the first: there is nothing before it.</p>
          ) : (
            <>
              <p class="quiet">
                What changed from revision {older.revision} to revision {revision}:
              </p>
              <Differences diff={revisionDiff(older, content)} />
            </>
          )}
          {!isLatest && (
            <form method="post" action={`${path}/edit`} class="row">
              <input type="hidden" name="revision" value={String(head.digest.revision)} />
              <input type="hidden" name="to" value={String(revision)} />
              <button type="submit" name="verb" value="revert">
                Go back to revision {revision}
              </button>
              <span class="quiet">As a new revision: nothing is lost.</span>
            </form>
          )}
        </>
      )
      return c.html(page(c, { title: `Revision ${revision}`, newsletter, room: 'digest', children }))
    },
  },
]

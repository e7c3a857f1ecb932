import { deskPath } from '#functions/core/desk-paths.ts'
import { routesOfDesk } from '#tests/support/routes-of-desk.ts'
import { REVISIONS, type Stores } from './stores.ts'

/** A page of the desk as somebody asks for it. */
export interface Visit {
  /** The path of its route. */
  readonly route: string
  /** What is looked at, where one route has several such pages. */
  readonly of?: string
  readonly path: string
}

/** Each with what stands in its path, in the order in which digests become what it shows. */
export interface Visits {
  readonly first: readonly Visit[]
  readonly oncePaused: readonly Visit[]
  readonly onceCancelled: readonly Visit[]
}

const NEWSLETTER = '/desk/newsletters/:newsletter'
const DIGEST = '/desk/digests/:digest'

/** `uploaded`: the page to which a file that was handed in leads. */
export const visitsOf = (stores: Stores, uploaded: string): Visits => {
  const newsletter = `/desk/newsletters/${stores.newsletter}`
  const ofNewsletter = (below: string, over: Partial<Visit> = {}): Visit => ({
    route: `${NEWSLETTER}${below}`,
    path: `${newsletter}${below}`,
    ...over,
  })
  const ofDigest = (
    which: 'draft' | 'sent' | 'sending',
    below: string,
    over: Partial<Visit> = {},
  ): Visit => ({
    route: `${DIGEST}${below}`,
    of: which,
    path: `${deskPath(stores[which])}${below}`,
    ...over,
  })
  const searched = (of: string, q: string): Visit =>
    ofNewsletter('/inbox', { of, path: `${newsletter}/inbox?${new URLSearchParams({ q })}` })
  const mailed = (part: string): Visit =>
    ofDigest('draft', '/mail', {
      of: part,
      path: `${deskPath(stores.draft)}/mail?revision=${REVISIONS}&part=${part}`,
    })
  return {
    first: [
      { route: '/desk', path: '/desk' },
      { route: '/desk/help', path: '/desk/help' },
      { route: '/desk/account', path: '/desk/account' },
      ofNewsletter(''),
      ofNewsletter('/digests'),
      ofNewsletter('/pause'),
      ofNewsletter('/inbox', { of: 'new' }),
      ofNewsletter('/inbox', { of: 'accepted', path: `${newsletter}/inbox?show=accepted` }),
      searched('search with many hits', 'publisher'),
      searched('search without a hit', 'nowhere'),
      ofNewsletter('/backlog'),
      ofNewsletter('/posts/:post', { path: `${newsletter}/posts/${stores.waitingPost}` }),
      ofNewsletter('/import'),
      ofNewsletter('/import/uploaded', { path: uploaded }),
      ofNewsletter('/jobs/:job', { path: `${newsletter}/jobs/${stores.importJob}` }),
      ofDigest('draft', ''),
      ofDigest('draft', '/entries/:post', {
        path: `${deskPath(stores.draft)}/entries/${stores.draftedPost}`,
      }),
      ofDigest('draft', '/preview'),
      mailed('html'),
      mailed('text'),
      mailed('source'),
      mailed('headers'),
      ofDigest('draft', '/review'),
      ofDigest('draft', '/checks'),
      ofDigest('draft', '/revisions'),
      ofDigest('draft', '/revisions/:revision', {
        of: 'the last against the first',
        path: `${deskPath(stores.draft)}/revisions/${REVISIONS}?from=1`,
      }),
      ofDigest('draft', '/hold'),
      ofDigest('draft', '/skip'),
      ofDigest('sent', ''),
      ofDigest('sent', '/progress'),
      ofDigest('sent', '/readers'),
      ofDigest('sent', '/readers/names'),
      ofDigest('sent', '/correct/:post', { path: `${deskPath(stores.sent)}/correct/${stores.sentPost}` }),
      ofDigest('sending', ''),
      ofDigest('sending', '/progress'),
      ofDigest('sending', '/readers'),
      ofDigest('sending', '/readers/names'),
      ofDigest('sending', '/pause'),
      ofDigest('sending', '/cancel'),
    ],
    oncePaused: [
      ofNewsletter('', { of: 'paused' }),
      ofNewsletter('/resume', { of: 'paused' }),
      ofDigest('sending', '', { of: 'paused' }),
      ofDigest('sending', '/resume', { of: 'paused' }),
    ],
    onceCancelled: [ofDigest('sending', '/send-remaining', { of: 'cancelled' })],
  }
}

const NOTHING = { newsletter: 'none', kind: 'regular', date: '2026-11-24' } as const
/** Of no matter for which routes are asked for. */
const NO_STORES: Stores = {
  newsletter: 'none',
  draft: NOTHING,
  sent: NOTHING,
  sending: NOTHING,
  waitingPost: '',
  draftedPost: '',
  sentPost: '',
  importJob: '',
}

/** Throws where a page of the desk would not be measured, or one would that it does not serve. */
export const expectAllPages = (): void => {
  const { first, oncePaused, onceCancelled } = visitsOf(NO_STORES, '')
  const visited = new Set([...first, ...oncePaused, ...onceCancelled].map(({ route }) => route))
  const wrong = [...visited.symmetricDifference(new Set(routesOfDesk('GET')))]
  if (wrong.length > 0)
    throw new Error(`Each page of the desk is measured, and no other; these are not so: ${wrong.join(', ')}.`)
}

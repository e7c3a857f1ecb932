import * as z from 'zod'
import { NotFound } from '#functions/core/errors.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import { inboxItem } from '#functions/use-cases/inbox-item.ts'
import type { listInbox } from '#functions/use-cases/list-inbox.ts'
import type { InboxPlace } from '#functions/use-cases/ports.ts'
import type { searchPosts } from '#functions/use-cases/search-posts.ts'
import type { triagePost } from '#functions/use-cases/triage-post.ts'
import { waitingOf } from '#functions/use-cases/waiting-of.ts'
import { leadTo } from './answers.ts'
import { BacklogPage, NO_CATEGORY } from './backlog-page.tsx'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { type DraftsDeps, draftWith, openDraftsOf } from './drafts-with.ts'
import { fieldsOf } from './form-fields.ts'
import { FoundPage } from './found-page.tsx'
import type { Framed } from './frame.tsx'
import { InboxPage, type Shown } from './inbox-page.tsx'
import { inboxPath, listBehind } from './inbox-paths.ts'
import { InboxSearch, LONGEST_QUERY } from './inbox-search.tsx'
import { PostPage } from './post-page.tsx'
import { TriageForm } from './triage-form.ts'
import { saidOfTriage } from './triage-said.ts'

export interface InboxDeps extends DraftsDeps {
  listInbox: ReturnType<typeof listInbox>
  searchPosts: ReturnType<typeof searchPosts>
  triage: ReturnType<typeof triagePost>
  post: (newsletter: string, id: string) => Promise<Post | undefined>
  postText: (newsletter: string, id: string) => Promise<string>
  /** Of posts those that no digest holds. */
  unused: (posts: readonly Post[]) => Promise<Post[]>
}

const A_PAGE = 25

const PLACES: Readonly<Record<Shown, InboxPlace>> = {
  new: { place: 'fresh' },
  accepted: { place: 'placed' },
  dropped: { place: 'dropped' },
}
const ShownParam = z.enum(['new', 'accepted', 'dropped']).catch('new')

/** Where a list goes on; a blank one is its beginning. */
const afterOf = (c: DeskContext): { after?: string } => {
  const after = c.req.query('after')
  return after ? { after } : {}
}

const placeOf = (newsletter: Newsletter, post: Post, c: DeskContext): InboxPlace => {
  if (post.droppedAt !== undefined) return PLACES.dropped
  return post.placedAt === undefined ? waitingOf(newsletter, post, c.var.now) : PLACES.accepted
}

/** The inbox: new posts, what was decided about them, and a search over all that waits; the backlog; each post’s own page. */
export const inboxRoutes = (deps: InboxDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/inbox',
    right: 'edit',
    handle: async (c) => {
      const { newsletter } = c.var
      const query = (c.req.query('q') ?? '').trim().slice(0, LONGEST_QUERY)
      const shown = ShownParam.parse(c.req.query('show'))
      const { after } = afterOf(c)
      const [drafts, list, found] = await Promise.all([
        openDraftsOf(deps, newsletter),
        query === ''
          ? deps.listInbox(newsletter, PLACES[shown], { limit: A_PAGE, ...afterOf(c) })
          : undefined,
        query === '' ? undefined : deps.searchPosts(newsletter, query, after),
      ])
      const common = { newsletter, further: after !== undefined, drafts }
      const children = (
        <>
          <InboxSearch path={inboxPath(newsletter.slug)} query={query} />
          <div class="stack" id="inbox" data-part>
            {list !== undefined && <InboxPage {...common} shown={shown} list={list} />}
            {found !== undefined && <FoundPage {...common} query={query} found={found} />}
          </div>
        </>
      )
      return c.html(page(c, { title: 'Inbox', newsletter, room: 'inbox', children }))
    },
  },
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/backlog',
    right: 'edit',
    handle: async (c) => {
      const { newsletter } = c.var
      const asked = c.req.query('category')
      const known = [...newsletter.categories.map(({ id }) => id), NO_CATEGORY]
      const category = known.find((id) => id === asked) ?? known[0] ?? NO_CATEGORY
      const [drafts, list] = await Promise.all([
        openDraftsOf(deps, newsletter),
        deps.listInbox(newsletter, { place: 'backlog', category }, { limit: A_PAGE, ...afterOf(c) }),
      ])
      const children = (
        <BacklogPage
          newsletter={newsletter}
          category={category}
          list={list}
          further={afterOf(c).after !== undefined}
          drafts={drafts}
        />
      )
      return c.html(page(c, { title: 'Backlog', newsletter, room: 'backlog', children }))
    },
  },
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/posts/:post',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, zone = newsletter.zone } = c.var
      const id = c.req.param('post') ?? ''
      const post = await deps.post(newsletter.slug, id)
      if (post === undefined) throw new NotFound(`${newsletter.name} has no such post.`)
      const [text, [free], drafts] = await Promise.all([
        deps.postText(newsletter.slug, id),
        deps.unused([post]),
        openDraftsOf(deps, newsletter),
      ])
      const children = (
        <PostPage
          newsletter={newsletter}
          item={inboxItem(newsletter, placeOf(newsletter, post, c), post)}
          held={free === undefined}
          draft={draftWith(drafts, id)}
          text={text}
          zone={zone}
        />
      )
      return c.html(
        page(c, { title: post.title, heading: <bdi>{post.title}</bdi>, newsletter, room: 'inbox', children }),
      )
    },
  },
  {
    method: 'POST',
    path: '/desk/newsletters/:newsletter/posts/:post/triage',
    right: 'edit',
    handle: async (c) => {
      const { newsletter } = c.var
      const id = c.req.param('post') ?? ''
      const step = await fieldsOf(c, TriageForm)
      const [decided, drafts] = await Promise.all([
        deps.triage(newsletter, id, step),
        openDraftsOf(deps, newsletter),
      ])
      return leadTo(c, listBehind(c, newsletter.slug, id), saidOfTriage(newsletter, step, decided, drafts))
    },
  },
]

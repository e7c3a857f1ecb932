import type { MailIndex } from '../store/accepted-log.ts'
import { Layout } from './layout.tsx'
import { StatusLabel } from './status-label.tsx'
import type { Found } from './try-to-read.ts'
import { When } from './when.tsx'

export const PAGE_SIZE = 50

type Row = MailIndex & Found

const count = (total: number) => (total === 1 ? '1 mail' : `${total.toLocaleString('en-GB')} mails`)

const emptyText = (query: string, total: number): string => {
  if (total > 0) return 'This page is beyond the last mail.'
  return query
    ? `No mail to “${query}”.`
    : 'No mail yet. Whatever is sent through SES on this machine arrives here.'
}

export const ListPage = ({
  rows,
  total,
  page,
  query,
}: {
  rows: Row[]
  total: number
  page: number
  query: string
}) => {
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const link = (to: number) =>
    `/?${new URLSearchParams({ ...(query ? { q: query } : {}), page: String(to) })}`
  return (
    <Layout title={query ? `Mail to ${query}` : 'Inbox'}>
      <div class="bar">
        <h1>{count(total)}</h1>
        <form class="search" action="/">
          <label class="hidden" for="q">
            Recipient contains
          </label>
          <input
            id="q"
            name="q"
            type="search"
            value={query}
            placeholder="Find a recipient"
            autocomplete="off"
          />
          <button type="submit">Find</button>
        </form>
      </div>
      {rows.length === 0 ? (
        <p class="empty">{emptyText(query, total)}</p>
      ) : (
        <ol class="mails">
          {rows.map((row) => (
            <li key={row.id}>
              <a href={`/messages/${row.id}`}>
                <span class="to">{row.to}</span>
                <span class="subject" dir="auto">
                  {row.message?.subject || row.problem || 'No subject'}
                </span>
                <StatusLabel status={row.status} />
                <When time={row.time} />
              </a>
            </li>
          ))}
        </ol>
      )}
      {pages > 1 && (
        <nav class="pages" aria-label="Pages">
          {page > 1 ? <a href={link(page - 1)}>Newer</a> : <span />}
          <span class="quiet">
            Page {page} of {pages}
          </span>
          {page < pages ? <a href={link(page + 1)}>Older</a> : <span />}
        </nav>
      )}
    </Layout>
  )
}

import * as z from 'zod'
import type { Message } from '../read-message.ts'
import type { MailIndex } from '../store/accepted-log.ts'
import { headerFields } from './header-fields.ts'
import { Layout } from './layout.tsx'
import { StatusLabel } from './status-label.tsx'
import type { Found } from './try-to-read.ts'
import { When } from './when.tsx'

export const View = z.enum(['phone', 'desktop', 'dark', 'text', 'headers'])
type View = z.infer<typeof View>

const LABELS: Record<View, string> = {
  phone: 'Phone',
  desktop: 'Desktop',
  dark: 'Dark',
  text: 'Plain text',
  headers: 'Headers',
}

interface MessagePageProps {
  readonly mail: MailIndex
  readonly found: Found
  readonly view: View
}

const Frame = ({ id, view, empty }: { id: string; view: 'phone' | 'desktop' | 'dark'; empty: boolean }) => {
  if (empty) return <p class="empty">This mail has no HTML.</p>
  const title = `The mail, ${LABELS[view].toLowerCase()} view`
  return (
    <div class="stage">
      <iframe
        class={view}
        title={title}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        src={`/messages/${id}/html`}
      />
    </div>
  )
}

const Headers = ({ mime }: { mime: string }) => (
  <dl class="headers">
    {headerFields(mime).map(({ name, value }) => (
      <>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)

const Preview = ({ id, message, view }: { id: string; message: Message; view: View }) => (
  <>
    <nav class="tabs" aria-label="Views">
      {View.options.map((option) => (
        <a key={option} href={`?view=${option}`} aria-current={option === view ? 'page' : undefined}>
          {LABELS[option]}
        </a>
      ))}
      <a class="source" href={`/messages/${id}/source.eml`} download>
        Source
      </a>
    </nav>
    {view === 'text' && (
      <pre class="text" dir="auto">
        {message.text || 'This mail has no plain text.'}
      </pre>
    )}
    {view === 'headers' && <Headers mime={message.mime} />}
    {view !== 'text' && view !== 'headers' && <Frame id={id} view={view} empty={message.html === ''} />}
  </>
)

export const MessagePage = ({ mail, found, view }: MessagePageProps) => {
  const { message, problem, time, from } = found
  return (
    <Layout title={message?.subject || 'Mail'}>
      <p class="back">
        <a href="/">All mail</a>
      </p>
      <h1 dir="auto">{message?.subject || (problem ? 'Not rendered' : 'No subject')}</h1>
      <dl class="facts">
        <dt>From</dt>
        <dd>{from}</dd>
        <dt>To</dt>
        <dd>{mail.to}</dd>
        <dt>When</dt>
        <dd>
          <When time={time} /> <StatusLabel status={mail.status} />
        </dd>
        {message && Object.keys(message.tags).length > 0 && (
          <>
            <dt>Tags</dt>
            <dd class="tags">
              {Object.entries(message.tags).map(([name, value]) => (
                <code key={name}>
                  {name}={value}
                </code>
              ))}
            </dd>
          </>
        )}
      </dl>
      {message ? <Preview id={mail.id} message={message} view={view} /> : <p class="problem">{problem}</p>}
    </Layout>
  )
}

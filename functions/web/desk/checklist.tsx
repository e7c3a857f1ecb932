import type { Child } from 'hono/jsx'
import { deskPath } from '#functions/core/desk-paths.ts'
import type { DigestRef } from '#functions/core/digest-key.ts'
import type { Content } from '#functions/core/entry.ts'
import { kB, LARGE_HTML_BYTES, REFUSED_HTML_BYTES } from '#functions/core/mail-size.ts'
import type { Check } from '#functions/core/review-checks.ts'
import { Icon } from './icons.tsx'

const TOLD = { good: 'Good', warn: 'To look at', bad: 'In the way' } as const

/** The entry that a check speaks of, by its title. */
const entryOf = ({ words }: Check, { entries }: Content): string | undefined =>
  entries.find(({ title }) => words.includes(`“${title}”`))?.post

/** What was checked, the gravest first, each with what to do about it, and where. */
export const Checklist = ({
  checks,
  content,
  digest,
}: {
  checks: readonly Check[]
  content: Content
  digest: DigestRef
}) => (
  <ul class="checks">
    {checks.map((check) => {
      const { level, words } = check
      const post = entryOf(check, content)
      return (
        <li class={level}>
          <Icon name={level} />
          <span>
            <span class="hidden-words">{TOLD[level]}: </span>
            <bdi>{words}</bdi>
            {post !== undefined && (
              <>
                {' '}
                <a href={`${deskPath(digest)}/entries/${post}`} data-dialog>
                  Open the entry
                </a>
              </>
            )}
          </span>
        </li>
      )
    })}
  </ul>
)

/** The checklist with a heading, and what stands above it; fetched again by itself. */
export const ChecksCard = ({
  children,
  ...checks
}: Parameters<typeof Checklist>[0] & { children?: Child }) => (
  <section class="card" aria-labelledby="checks-title" id="checks" data-part>
    <h2 id="checks-title">Checks</h2>
    {children}
    <Checklist {...checks} />
  </section>
)

/** How much of what Gmail shows a mail takes. */
export const SizeMeter = ({ htmlBytes }: { htmlBytes: number }) => (
  <>
    <label for="size-meter">{kB(htmlBytes)} of HTML at most</label>
    <meter
      id="size-meter"
      min={0}
      max={REFUSED_HTML_BYTES}
      high={LARGE_HTML_BYTES}
      optimum={0}
      value={htmlBytes}
    />
  </>
)

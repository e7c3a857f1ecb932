import { may } from '#functions/core/access.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { StaffMember } from '#functions/core/staff.ts'
import { When } from './when.tsx'

/** Where a newsletter is paused, or resumed. */
export const switchPath = (slug: string, verb: 'pause' | 'resume'): string =>
  `/desk/newsletters/${slug}/${verb}`

/** The way to resume a paused newsletter, or who can. */
export const ResumeNewsletter = ({ slug, isAdmin, id }: { slug: string; isAdmin: boolean; id: string }) =>
  isAdmin ? (
    <a class="button small" id={id} href={switchPath(slug, 'resume')} data-dialog>
      Resume the newsletter
    </a>
  ) : (
    <span>An admin can resume it.</span>
  )

/** That a newsletter is paused, since when and why, and who can resume it; nothing of one that is not. */
export const NewsletterPaused = ({
  newsletter: { slug, zone: own, paused },
  person,
  zone = own,
}: {
  newsletter: Newsletter
  /** Who looks. */
  person: StaffMember
  zone: string | undefined
}) =>
  paused === undefined ? null : (
    <section class="notice warn" aria-label="The newsletter is paused">
      <p>
        <b>The newsletter is paused</b> since <When at={paused.at} zone={zone} />
        {paused.why !== '' && (
          <>
            : <bdi>{paused.why}</bdi>
          </>
        )}
      </p>
      <p>
        <ResumeNewsletter
          slug={slug}
          isAdmin={may(person.grants, 'administer', slug)}
          id={`resume-newsletter-${slug}`}
        />
      </p>
    </section>
  )

/** The way to pause a newsletter, for who may. */
export const PauseNewsletter = ({
  newsletter: { slug, paused },
  person,
}: {
  newsletter: Newsletter
  person: StaffMember
}) =>
  paused !== undefined || !may(person.grants, 'administer', slug) ? null : (
    <p>
      <a class="button small" id="pause-newsletter" href={switchPath(slug, 'pause')} data-dialog>
        Pause the newsletter
      </a>
    </p>
  )

import type { Job } from '#functions/core/job.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { numberOf } from '#functions/core/number-of.ts'
import type { UploadForm } from '#functions/use-cases/staff-ports.ts'
import { jobPath } from './inbox-paths.ts'
import { fileOf, JobBadge, jobLine } from './job-words.tsx'
import { When } from './when.tsx'

interface Import {
  readonly newsletter: Newsletter
  readonly form: UploadForm
  readonly mostBytes: number
  /** Imports, newest first. */
  readonly jobs: readonly Job[]
  readonly zone: string
}

/** The browser posts the file to the bucket itself; what follows the field `file` would not be read there. */
const Upload = ({ form: { url, fields }, mostBytes }: Pick<Import, 'form' | 'mostBytes'>) => (
  <form class="card" method="post" action={url} enctype="multipart/form-data">
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <div class="field">
      <label for="import-file">A saved page of a blog’s archive</label>
      <input
        type="file"
        id="import-file"
        name="file"
        required
        accept=".html,.htm,.xhtml,.txt,.text,text/html,text/plain"
        aria-describedby="import-help"
      />
      <p class="quiet" id="import-help">
        HTML as your browser saves it, or text that was copied from it; one page, at most{' '}
        {mostBytes / 1_000_000} MB.
      </p>
    </div>
    <div class="row">
      <button type="submit" class="primary" id="import-upload">
        Upload it
      </button>
      <span class="quiet">Within 15 minutes; after that, load this page again first.</span>
    </div>
  </form>
)

const Latest = ({ newsletter, jobs, zone }: Import) => (
  <section class="stack tight" aria-labelledby="imports-title">
    <h2 id="imports-title">Latest imports</h2>
    {jobs.length === 0 ? (
      <p class="quiet">Nothing was imported in the last 30 days.</p>
    ) : (
      <ol class="entries">
        {jobs.map((job) => (
          <li id={`job-${job.id}`}>
            <div class="stack tight">
              <p>
                <a class="title" id={`open-${job.id}`} href={jobPath(newsletter.slug, job.id)}>
                  <bdi>{fileOf(job) ?? 'A saved page'}</bdi>
                </a>
              </p>
              <p>{jobLine(job)}</p>
              <p class="quiet">
                <bdi>{job.by}</bdi>, <When at={job.askedAt} zone={zone} />
              </p>
            </div>
            <div>
              <JobBadge status={job.status} />
            </div>
          </li>
        ))}
      </ol>
    )}
  </section>
)

/** Where an archive page is handed in, and what became of the latest ones. */
export const ImportPage = (shown: Import) => (
  <>
    <p>
      Adds the posts of a page to <bdi>{shown.newsletter.name}</bdi>. Posts of the last{' '}
      {numberOf(shown.newsletter.lookBackDays, 'day')} come into the inbox, older ones and those without a
      date into the backlog. What is here already is not added again.
    </p>
    <Upload {...shown} />
    <Latest {...shown} />
  </>
)

/** What a browser comes to from the bucket; it changes nothing, the button does. */
export const UploadedPage = ({ action, upload, back }: { action: string; upload: string; back: string }) => (
  <form class="card" method="post" action={action} data-now>
    <p class="status">Your file is here. Nothing of it is read yet.</p>
    <input type="hidden" name="upload" value={upload} />
    <div class="field">
      <label for="import-name">What to call it in the list of imports</label>
      <input
        id="import-name"
        name="file"
        maxlength={200}
        autocomplete="off"
        aria-describedby="import-name-help"
      />
      <p class="quiet" id="import-name-help">
        Such as the file’s name; you may leave it blank.
      </p>
    </div>
    <div class="row">
      <button type="submit" class="primary" id="import-read">
        Read it
      </button>
      <a class="button" href={back}>
        Choose another file
      </a>
    </div>
  </form>
)

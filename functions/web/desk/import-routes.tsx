import * as z from 'zod'
import { deskPath } from '#functions/core/desk-paths.ts'
import { parseDigestKey } from '#functions/core/digest-key.ts'
import { NotFound } from '#functions/core/errors.ts'
import type { Job, JobRef } from '#functions/core/job.ts'
import type { askForJob } from '#functions/use-cases/ask-for-job.ts'
import type { Seals, UploadForm } from '#functions/use-cases/staff-ports.ts'
import { leadTo } from './answers.ts'
import type { DeskContext, DeskRoute } from './desk-route.ts'
import { fieldsOf } from './form-fields.ts'
import type { Framed } from './frame.tsx'
import { ImportPage, UploadedPage } from './import-page.tsx'
import { importPath, jobPath, withQuery } from './inbox-paths.ts'
import { JobPage } from './job-page.tsx'
import { fileOf } from './job-words.tsx'
import { openUpload, sealUpload } from './upload-id.ts'

export interface ImportDeps {
  publicOrigin: string
  uploadForm: (upload: string, mostBytes: number, then: string) => Promise<UploadForm>
  newSecret: () => string
  seals: Seals
  askForJob: ReturnType<typeof askForJob>
  job: (ref: JobRef) => Promise<Job | undefined>
  latestJobs: (newsletter: string, limit: number) => Promise<Job[]>
}

const MOST_BYTES = 10_000_000

/** Of all kinds; most are dry runs. */
const JOBS_LOOKED_AT = 50
const IMPORTS_SHOWN = 10

const ImportForm = z.object({ upload: z.string().optional(), file: z.string().trim().default('') })

/** The id of a file that whoever is at the page handed in for its newsletter. */
const uploadOf = async (
  { seals }: ImportDeps,
  c: DeskContext,
  sealed: string | undefined,
): Promise<string> => {
  const { newsletter, person, now } = c.var
  const id = await openUpload(seals, sealed, { newsletter: newsletter.slug, person: person.id }, now)
  if (id === undefined)
    throw new NotFound(`You handed in no such file for ${newsletter.name} today. Choose it again.`)
  return id
}

const importsOf = async ({ latestJobs }: ImportDeps, newsletter: string): Promise<Job[]> =>
  (await latestJobs(newsletter, JOBS_LOOKED_AT)).filter(({ task }) => task.kind === 'import')

/** Saved archive pages: handed in, read by a job, and what came of it. */
export const importRoutes = (deps: ImportDeps, page: Framed): DeskRoute[] => [
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/import',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, person, now, zone = newsletter.zone } = c.var
      const { slug } = newsletter
      const id = deps.newSecret()
      const upload = await sealUpload(deps.seals, { newsletter: slug, person: person.id, id }, now)
      const then = withQuery(`${deps.publicOrigin}${importPath(slug)}/uploaded`, { upload })
      const [form, jobs] = await Promise.all([deps.uploadForm(id, MOST_BYTES, then), importsOf(deps, slug)])
      const children = (
        <ImportPage
          newsletter={newsletter}
          form={form}
          mostBytes={MOST_BYTES}
          jobs={jobs.slice(0, IMPORTS_SHOWN)}
          zone={zone}
        />
      )
      return c.html(page(c, { title: 'Import', newsletter, room: 'import', children }))
    },
  },
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/import/uploaded',
    right: 'edit',
    handle: async (c) => {
      const { newsletter } = c.var
      const upload = c.req.query('upload') ?? ''
      await uploadOf(deps, c, upload)
      const path = importPath(newsletter.slug)
      const children = <UploadedPage action={path} upload={upload} back={path} />
      return c.html(page(c, { title: 'Your file is here', newsletter, room: 'import', children }))
    },
  },
  {
    method: 'POST',
    path: '/desk/newsletters/:newsletter/import',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, person } = c.var
      const { slug } = newsletter
      const form = await fieldsOf(c, ImportForm)
      const upload = await uploadOf(deps, c, form.upload)
      // Who comes back to the page of an upload is led to what became of it.
      const known = (await importsOf(deps, slug)).find(
        ({ task }) => task.kind === 'import' && task.upload === upload,
      )
      const job =
        known ?? (await deps.askForJob(slug, { kind: 'import', upload, file: form.file }, person.name))
      return leadTo(c, jobPath(slug, job.id))
    },
  },
  {
    method: 'GET',
    path: '/desk/newsletters/:newsletter/jobs/:job',
    right: 'edit',
    handle: async (c) => {
      const { newsletter, zone = newsletter.zone } = c.var
      const job = await deps.job({ newsletter: newsletter.slug, id: c.req.param('job') ?? '' })
      if (job === undefined)
        throw new NotFound('There is no such job. Jobs and what came of them are kept for 30 days.')
      const { task } = job
      // A dry run’s result stands on its digest’s review.
      if (task.kind === 'dry-run') return c.redirect(`${deskPath(parseDigestKey(task.digest))}/review`, 303)
      const file = fileOf(job)
      const children = <JobPage job={job} zone={zone} />
      return c.html(
        page(c, {
          title: `Import of ${file ?? 'a saved page'}`,
          heading: <>Import of {file === undefined ? 'a saved page' : <bdi>{file}</bdi>}</>,
          newsletter,
          room: 'import',
          children,
        }),
      )
    },
  },
]

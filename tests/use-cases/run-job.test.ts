import { describe, expect, test, vi } from 'vitest'
import { Invalid } from '#functions/core/errors.ts'
import { plusSeconds } from '#functions/core/instant.ts'
import { Job, type JobRef, type JobTask } from '#functions/core/job.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { askForDryRun } from '#functions/use-cases/ask-for-dry-run.ts'
import { runJob } from '#functions/use-cases/run-job.ts'
import { newId } from '#functions/wiring/new-id.ts'
import { wireRunJob } from '#functions/wiring/run-job.ts'
import { aDigest, aJob, aNewsletter, at } from '#tests/support/builders.ts'
import { deliver } from '#tests/support/deliver.ts'
import { startTestCloud } from '#tests/support/local-cloud.ts'
import { aTagArchive, TAG_ARCHIVE_POSTS } from '#tests/support/tag-archive.ts'

const cloud = await startTestCloud()
const { desk } = cloud

/** Hands a file in as a browser does, and answers the upload. */
const uploaded = async (file: string): Promise<string> => {
  const upload = newId()
  const { url, fields } = await desk.uploads.form(upload, 1_000_000, `${cloud.publicOrigin}/desk`)
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', new Blob([file]), 'page.html')
  expect((await fetch(url, { method: 'POST', body, redirect: 'manual' })).status).toBe(303)
  return upload
}

const refOf = ({ newsletter, id }: Job): JobRef => ({ newsletter, id })

/** Asks for a job, which runs by itself. */
const run = async (newsletter: Newsletter, task: JobTask): Promise<Job> => {
  const asked = await desk.askForJob(newsletter.slug, task, 'Ada')
  expect(asked).toMatchObject({ status: 'waiting', by: 'Ada' })
  await cloud.step()
  return Job.parse(await desk.jobs.get(asked))
}

const importOf = async (page: string): Promise<JobTask> => ({
  kind: 'import',
  upload: await uploaded(page),
  file: 'page.html',
})

describe('an import', () => {
  test('adds the posts of an uploaded page, and says what came of it', async () => {
    const newsletter = await cloud.newsletter()
    const job = await run(newsletter, await importOf(aTagArchive()))
    expect(job).toMatchObject({
      status: 'done',
      progress: { of: TAG_ARCHIVE_POSTS },
      result: {
        kind: 'import',
        found: TAG_ARCHIVE_POSTS,
        added: TAG_ARCHIVE_POSTS,
        updated: 0,
        kept: 0,
        warnings: [
          'Post 2: It has a title and no text.',
          'Post 3: It has no title; its first words stand in for one.',
        ],
      },
    })
    expect(job.endedAt).toBeDefined()
    const { items } = await desk.searchPosts(newsletter, 'school boat')
    expect(items.map(({ post }) => post.title)).toEqual(['School boat returns after two winters'])
    expect(await desk.jobs.latest(newsletter.slug, 5)).toEqual([job])
  })

  test('that is over is not run again when the queue hands it out again', async () => {
    const newsletter = await cloud.newsletter()
    const job = await run(newsletter, await importOf(aTagArchive()))
    expect(await deliver(wireRunJob(), refOf(job))).toBe(0)
    expect(await desk.jobs.get(job)).toEqual(job)
  })

  test('whose worker died runs again, and adds nothing twice', async () => {
    const newsletter = await cloud.newsletter()
    const job = await run(newsletter, await importOf(aTagArchive()))
    await desk.jobs.update(job, { status: 'running', progress: { done: 1, of: TAG_ARCHIVE_POSTS } })
    expect(await deliver(wireRunJob(), refOf(job))).toBe(0)
    const again = { status: 'done', result: { added: 0, updated: TAG_ARCHIVE_POSTS } }
    expect(await desk.jobs.get(job)).toMatchObject(again)
    expect((await desk.searchPosts(newsletter, '')).items).toHaveLength(TAG_ARCHIVE_POSTS)
  })

  test('of what holds no posts, or of a file that never came, fails in words', async () => {
    const newsletter = await cloud.newsletter()
    expect(await run(newsletter, await importOf('<!doctype html><p>Hello.</p>'))).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/No posts were found in it/),
    })
    const none = await run(newsletter, { kind: 'import', upload: newId(), file: 'page.html' })
    expect(none).toMatchObject({ status: 'failed', reason: expect.stringMatching(/Upload it again/) })
    expect(none).not.toHaveProperty('result')
  })

  test('keeps a file’s name short enough for its row', async () => {
    const newsletter = await cloud.newsletter()
    const task = { kind: 'import', upload: newId(), file: `${'é'.repeat(300)}.html` } as const
    expect((await run(newsletter, task)).task).toMatchObject({ file: 'é'.repeat(100) })
  })

  test('that was asked for but is no longer there is nobody’s work', async () => {
    expect(await deliver(wireRunJob(), { newsletter: 'sample', id: newId() })).toBe(0)
  })
})

describe('the worker', () => {
  /** A worker of one import, on a row in memory. */
  const worker = (over: Partial<Parameters<typeof runJob>[0]> = {}, posts = 10) => {
    let [job, now] = [aJob({ task: { kind: 'import', upload: 'u1', file: 'page.html' } }), at('2026-11-24')]
    const changes: Partial<Job>[] = []
    const deps = {
      jobs: {
        get: async () => job,
        update: async (_: JobRef, change: Partial<Job>) => {
          changes.push(change)
          job = { ...job, ...change }
          return job
        },
      },
      newsletters: { get: async () => aNewsletter() },
      uploads: { get: async () => new Uint8Array([1]) },
      readArchive: () => ({
        format: 'x',
        posts: Array(posts).fill({}),
        evidence: [],
        warnings: Array.from({ length: 60 }, (_, index) => ({ position: index + 1, message: 'Look.' })),
      }),
      importPosts: async (_: Newsletter, all: readonly unknown[], onProgress: (done: number) => unknown) => {
        for (const [index] of all.entries()) {
          now = plusSeconds(now, 0.25)
          await onProgress(index + 1)
        }
        return { added: all.length, updated: 0, kept: 0 }
      },
      clock: () => now,
      ...over,
    }
    return { run: runJob(deps as unknown as Parameters<typeof runJob>[0]), changes, job: () => job }
  }

  test('writes how far it is at most every second', async () => {
    const { run: work, changes } = worker()
    await work(aJob())
    const told = changes.flatMap(({ progress }) => (progress === undefined ? [] : [progress.done]))
    expect(told).toEqual([1, 5, 9])
  })

  test('keeps fifty warnings in words, and says how many more there were', async () => {
    const { run: work, job } = worker()
    await work(aJob())
    const { result } = Job.parse(job())
    const warnings = result?.kind === 'import' ? result.warnings : []
    expect(warnings).toHaveLength(50)
    expect(warnings[0]).toBe('Post 1: Look.')
    expect(warnings.at(-1)).toBe('11 more are not listed here.')
  })

  test('gives back what fails for no reason that a person could know, to be run again', async () => {
    const down = async () => {
      throw new Error('The bucket is down.')
    }
    const { run: work, job } = worker({ uploads: { get: down } })
    await expect(work(aJob())).rejects.toThrow('The bucket is down.')
    expect(job().status).toBe('running')
  })

  test('keeps a long reason within its row', async () => {
    const readArchive = () => {
      throw new Invalid('It cannot be read. '.repeat(200))
    }
    const { run: work, job } = worker({ readArchive })
    await work(aJob())
    expect(Job.parse(job())).toMatchObject({ status: 'failed' })
  })
})

describe('a new draft', () => {
  const queue = { send: vi.fn(async () => {}), depth: async () => 0 }
  const asked = async (there: Job | undefined): Promise<{ created: Job[]; sent: number }> => {
    const created: Job[] = []
    const jobs = {
      create: async (job: Job) => {
        if (there === undefined) created.push(job)
        return there === undefined
      },
      get: async () => there,
    }
    queue.send.mockClear()
    await askForDryRun({ jobs, queue, report: () => {} })(aDigest())
    return { created, sent: queue.send.mock.calls.length }
  }

  test('has its readers counted, which is asked for once however often its message comes', async () => {
    const first = await asked(undefined)
    expect(first).toMatchObject({
      created: [
        { by: 'drafting', task: { kind: 'dry-run', digest: 'sample-regular-2026-11-24', revision: 1 } },
      ],
      sent: 1,
    })
    expect((await asked(undefined)).created).toEqual(first.created)
    expect(await asked(aJob({ status: 'running' }))).toEqual({ created: [], sent: 0 })
    expect(await asked(aJob({ status: 'done' }))).toEqual({ created: [], sent: 0 })
  })

  test('has it queued again if whoever asked died before', async () => {
    expect(await asked(aJob({ status: 'waiting' }))).toEqual({ created: [], sent: 1 })
  })

  test('stands though nobody can be asked to count, which is reported', async () => {
    const down = async () => {
      throw new Error('The queue is down.')
    }
    const reported: unknown[] = []
    const jobs = { create: async () => true, get: async () => undefined }
    const report = (error: unknown) => reported.push(error)
    await askForDryRun({ jobs, queue: { ...queue, send: down }, report })(aDigest())
    expect(reported).toEqual([new Error('The queue is down.')])
  })
})

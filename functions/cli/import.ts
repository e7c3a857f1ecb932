import { parseArgs } from 'node:util'
import type { Archive } from '#functions/core/archive/archive.ts'
import { archiveDocument, failedDocument } from '#functions/core/archive/archive-document.ts'
import { describeWarning } from '#functions/core/archive/describe-warning.ts'
import { ExpectedError } from '#functions/core/errors.ts'
import { TimeZone } from '#functions/core/newsletter.ts'
import type { Imported } from '#functions/use-cases/import-posts.ts'
import { chooseNewsletter } from './choose-newsletter.ts'
import { type Command, type Context, WrongUsage } from './command.ts'
import { describeArchive, describeEvidence } from './describe-archive.ts'
import { readArchiveFile } from './read-archive-file.ts'

const usage = `gazette import [--dry-run] [--json] [--newsletter N] [--zone ZONE] [--evidence] FILE…

Reads saved blog archive pages, as HTML or as text copied from a browser, and adds their posts to a newsletter.
Importing a page again adds nothing.

  --dry-run      only say what is in the files; nothing is stored
  --json         print one JSON document per file, each on one line
  --newsletter   the newsletter's short name; needed when there are several
  --zone         the time zone of times on the pages, such as Europe/Berlin (UTC)
  --evidence     say on standard error by what each page was recognised

Exit code: 0 all read, 1 some file failed, 2 wrong usage. Posts are counted from 1 in warnings.`

const options = {
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  newsletter: { type: 'string' },
  zone: { type: 'string', default: 'UTC' },
  evidence: { type: 'boolean', default: false },
} as const

const QUIET_MS = 2000

/** Says now and then how far a long import is. */
const progressOf = (file: string, of: number, say: (line: string) => void): ((done: number) => void) => {
  let last = performance.now()
  return (done) => {
    if (performance.now() - last < QUIET_MS) return
    last = performance.now()
    say(`${file}: ${done} of ${of} posts …`)
  }
}

type Store = (file: string, archive: Archive) => Promise<Imported>

const openStore = async (context: Context, slug: string | undefined): Promise<Store> => {
  const desk = await context.connect()
  const newsletter = await chooseNewsletter(desk, slug)
  return (file, { posts }) => desk.importPosts(newsletter, posts, progressOf(file, posts.length, context.err))
}

export const importArchives: Command = {
  name: 'import',
  summary: 'add the posts of saved archive pages',
  usage,
  async run(args, context) {
    const { values, positionals: files } = parseArgs({ args: [...args], options, allowPositionals: true })
    const { zone, json } = values
    if (files.length === 0) throw new WrongUsage('Name the files to import.')
    if (!TimeZone.safeParse(zone).success)
      throw new WrongUsage(`${zone} is no time zone. Name one such as Europe/Berlin.`)
    const store = values['dry-run'] ? undefined : await openStore(context, values.newsletter)
    let code = 0
    for (const file of files) {
      try {
        const archive = readArchiveFile(file, { zone })
        if (values.evidence) context.err(describeEvidence(file, archive))
        const imported = await store?.(file, archive)
        const document = archiveDocument(file, archive)
        if (json) for (const one of archive.incomplete ?? []) context.err(`${file}: ${describeWarning(one)}`)
        context.out(
          json
            ? JSON.stringify({ ...document, ...(imported && { imported }) })
            : describeArchive(document, imported),
        )
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error
        code = 1
        context.err(`${file}: ${error.message}`)
        if (json) context.out(JSON.stringify(failedDocument(file, error.message)))
      }
    }
    return code
  },
}

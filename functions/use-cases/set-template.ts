import { actOf } from '#functions/core/act.ts'
import { type CheckedMail, type Fault, viewOf } from '#functions/core/checked-mail.ts'
import { Invalid, NotFound } from '#functions/core/errors.ts'
import { hexId } from '#functions/core/hex-id.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import { describeFault, sourceFaults, type TemplateFault } from '#functions/core/template-source.ts'
import type { Actor } from './act-on-digest.ts'
import type { Acts, Clock, EditionRenderer, Newsletters, OwnTemplates } from './ports.ts'

interface Deps {
  newsletters: Newsletters
  ownTemplates: OwnTemplates
  acts: Acts
  renderer: EditionRenderer
  /** Digests on which a template must hold. */
  fixtures: () => readonly MailFixture[]
  checkMail: (mail: CheckedMail) => Fault[]
  publicOrigin: string
  clock: Clock
}

const MOST_SAID = 10

/** What a template makes of one fixture that is wrong. */
const faultsWith = async (
  deps: Deps,
  { name, input, kind, readers }: MailFixture,
  template: string,
): Promise<TemplateFault[]> => {
  const { newsletter, content, plan } = input
  try {
    const parts = await deps.renderer.variant({ ...input, template }, kind)
    const page = await deps.renderer.page(input)
    const views = Object.values(readers).map((wishes) => viewOf(parts, plan, wishes))
    const faults = deps.checkMail({
      newsletter,
      content,
      publicOrigin: deps.publicOrigin,
      language: kind.language,
      parts,
      views,
      page,
    })
    return faults.map(({ words }) => ({ words: `With the digest “${name}”: ${words}` }))
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return [{ words: `${error.message} (With the digest “${name}”.)` }]
  }
}

/** Templates of a newsletter's own. */
export const setTemplate = (deps: Deps) => {
  /** What is wrong with a source: in itself, else with the first digest of which it makes no right mail. */
  const faultsOf = async (source: string): Promise<TemplateFault[]> => {
    const own = sourceFaults(source)
    if (own.length > 0) return own
    for (const fixture of deps.fixtures()) {
      if (fixture.kind.layout === 'plain') continue
      const faults = await faultsWith(deps, fixture, source)
      if (faults.length > 0) return faults
    }
    return []
  }
  const set = async (slug: string, template: Newsletter['template'] | null, { by, why }: Actor) => {
    await deps.acts.put({ newsletter: slug }, actOf({ verb: 'template', by, why, at: deps.clock() }))
    if (!(await deps.newsletters.set(slug, { template })))
      throw new NotFound(`There is no newsletter ${slug}.`)
  }
  return {
    faultsOf,

    /** Has a newsletter's mails made by a template from the next approval on. One with faults is refused, and the one before it stays in use. */
    async use(slug: string, source: string, actor: Actor): Promise<void> {
      const faults = await faultsOf(source)
      const said = faults.slice(0, MOST_SAID).map(describeFault)
      if (faults.length > 0) throw new Invalid(['The template is refused.', ...said].join('\n'))
      const hash = hexId(source)
      await deps.ownTemplates.save(slug, hash, source)
      await set(slug, { hash, savedAt: deps.clock() }, actor)
    },

    /** Goes back to Gazette's own. */
    drop: (slug: string, actor: Actor): Promise<void> => set(slug, null, actor),
  }
}

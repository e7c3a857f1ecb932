import { checkMail } from '#functions/adapters/html/check-mail.ts'
import { mjmlEditionRenderer } from '#functions/adapters/mjml/edition-renderer.ts'
import { mailFixtures } from '#functions/adapters/mjml/fixtures.ts'
import { type Fault, viewOf } from '#functions/core/checked-mail.ts'
import type { VariantParts } from '#functions/core/edition.ts'
import { fillVariant, imaginedValues } from '#functions/core/edition-view.ts'
import { NotFound } from '#functions/core/errors.ts'
import type { Picture } from '#functions/core/picture.ts'
import type { Wishes } from '#functions/core/reader-values.ts'
import type { MailFixture } from '#functions/core/render-input.ts'
import type { EditionRenderer } from '#functions/use-cases/ports.ts'

const wishesOf = ({ name, readers }: MailFixture, reader: string): Wishes => {
  const wishes = readers[reader]
  if (wishes === undefined) throw new NotFound(`The fixture “${name}” has no reader “${reader}”.`)
  return wishes
}

const picturesOf = ({ input: { content, newsletter } }: MailFixture): Picture[] =>
  [...content.entries.map(({ picture }) => picture), newsletter.theme?.logo].flatMap((one) => one ?? [])

/** All fixtures as the templates in a folder show them now. */
export const openGallery = (templatesDir: string, publicOrigin: string) => {
  const fixtures = mailFixtures(templatesDir)
  let made: EditionRenderer | undefined
  /** Throws where a template cannot be parsed; the fixtures are known all the same. */
  const renderer = (): EditionRenderer => {
    made ??= mjmlEditionRenderer(templatesDir, publicOrigin)
    return made
  }
  return {
    fixtures,

    find(name: string): MailFixture {
      const found = fixtures.find((fixture) => fixture.name === name)
      if (found === undefined) throw new NotFound(`There is no fixture “${name}”.`)
      return found
    },

    /** The mail as a reader of the fixture gets it. */
    async mail(fixture: MailFixture, reader: string): Promise<VariantParts> {
      const { input, kind } = fixture
      const wishes = wishesOf(fixture, reader)
      return fillVariant(await renderer().variant(input, kind), imaginedValues(input.plan, wishes))
    },

    page: ({ input }: MailFixture): Promise<string> => renderer().page(input),

    /** The mail, with what is wrong with it and with the page. */
    async checked(fixture: MailFixture, reader: string): Promise<{ mail: VariantParts; faults: Fault[] }> {
      const { newsletter, content, plan } = fixture.input
      const wishes = wishesOf(fixture, reader)
      const parts = await renderer().variant(fixture.input, fixture.kind)
      const mail = viewOf(parts, plan, wishes)
      const views = [mail]
      const page = await renderer().page(fixture.input)
      return {
        mail,
        faults: checkMail({
          newsletter,
          content,
          publicOrigin,
          language: fixture.kind.language,
          parts,
          views,
          page,
        }),
      }
    },

    picture(name: string): Picture {
      const found = fixtures.flatMap(picturesOf).find((picture) => picture.name === name)
      if (found === undefined) throw new NotFound(`No fixture has a picture “${name}”.`)
      return found
    },
  }
}
export type Gallery = ReturnType<typeof openGallery>

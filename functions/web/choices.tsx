import { LANGUAGES } from '#functions/core/messages/messages-in.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import { Boxes, Select } from './fields.tsx'

/** Boxes for a newsletter's categories. */
export const Topics = ({
  newsletter,
  chosen,
}: {
  newsletter: Newsletter
  chosen: 'all' | readonly string[]
}) => (
  <Boxes
    name="category"
    choices={newsletter.categories.map(({ id, name }) => ({
      value: id,
      label: name,
      chosen: chosen === 'all' || chosen.includes(id),
    }))}
  />
)

/** The languages of pages and letters, each by its own name. */
export const LanguageSelect = ({ label, chosen }: { label: string; chosen: string }) => (
  <Select
    name="language"
    label={label}
    choices={Object.entries(LANGUAGES).map(([tag, { languageName }]) => ({
      value: tag,
      label: languageName,
      chosen: tag === chosen,
    }))}
  />
)

const ZONES = Intl.supportedValuesOf('timeZone')

export const ZoneSelect = ({ label, chosen }: { label: string; chosen: string }) => (
  <Select
    name="zone"
    label={label}
    language="en"
    choices={[...new Set([chosen, ...ZONES])].toSorted().map((zone) => ({
      value: zone,
      label: zone.replaceAll('_', ' '),
      chosen: zone === chosen,
    }))}
  />
)

import { ExclusionReason } from '#functions/core/exclusion.ts'

const REASONS: Readonly<Record<ExclusionReason, string>> = {
  pending: 'did not confirm yet',
  unsubscribed: 'left',
  suppressed: 'must not be mailed (bounce, complaint, or an admin’s word)',
  paused: 'paused it',
  moved: 'have another address now',
  gone: 'were erased',
  frequency: 'get the round-up alone, or the other kind',
  'nothing-chosen': 'chose nothing that it has',
  ramp: 'are new, and come on another day',
  cancelled: 'were not reached before it was cancelled',
}

/** Who does not get a digest, by reason; nothing where there is nobody. */
export const ExcludedTable = ({
  excluded,
  heading,
}: {
  excluded: Readonly<Partial<Record<ExclusionReason, number>>>
  /** `Did not get it: they …` */
  heading: string
}) => {
  const told = ExclusionReason.options.flatMap((reason) => {
    const readers = excluded[reason] ?? 0
    return readers > 0 ? [{ reason, readers }] : []
  })
  if (told.length === 0) return null
  return (
    <table>
      <caption class="hidden-words">Who is excluded, and why</caption>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" class="number">
            Readers
          </th>
        </tr>
      </thead>
      <tbody>
        {told.map(({ reason, readers }) => (
          <tr>
            <th scope="row">{REASONS[reason]}</th>
            <td class="number">{readers.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Who can sign in to a desk on this machine, with their groups as a provider says them. */
export interface SamplePerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly groups: readonly string[]
  /** What they may do, for who chooses one of them. */
  readonly may: string
}

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    id: 'ada-marlow',
    name: 'Ada Marlow',
    email: 'ada@sample.example',
    groups: ['admins'],
    may: 'Admin of all newsletters: edits and sends them, and decides about readers.',
  },
  {
    id: 'ben-okoro',
    name: 'Ben Okoro',
    email: 'ben@sample.example',
    groups: ['editors'],
    may: 'Editor of all newsletters: curates, approves and stops digests.',
  },
  {
    id: 'chidi-brandt',
    name: 'Chidi Brandt',
    email: 'chidi@sample.example',
    groups: ['editors:sample'],
    may: 'Editor of the newsletter “sample” alone.',
  },
  {
    id: 'dana-weiss',
    name: 'Dana Weiss',
    email: 'dana@sample.example',
    groups: [],
    may: 'Has no access yet.',
  },
]

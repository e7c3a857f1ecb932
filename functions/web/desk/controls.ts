import type { ControlVerb } from '#functions/core/fits-verb.ts'

/** What staff do to a digest as a whole, as its pages name it. */
export interface ControlWords {
  readonly verb: ControlVerb
  readonly name: string
  /** Of its button. */
  readonly tone: '' | 'plain-danger'
}

export const CONTROLS: readonly ControlWords[] = [
  { verb: 'resume', name: 'Resume', tone: '' },
  { verb: 'hold', name: 'Hold', tone: '' },
  { verb: 'pause', name: 'Pause', tone: '' },
  { verb: 'skip', name: 'Skip this one', tone: '' },
  { verb: 'cancel', name: 'Cancel', tone: 'plain-danger' },
]

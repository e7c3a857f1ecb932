import type { Digest } from '#functions/core/digest.ts'
import type { Content, Entry } from '#functions/core/entry.ts'
import type { AskedEdit } from '#functions/use-cases/edit-digest.ts'
import type { Desk } from '#functions/wiring/desk.ts'

const EDITORS = ['Ada Marlow', 'Ben Okoro'] as const

/** One edit after the other, as editors make them: words, order, what stands around the stories. */
const editOf = (number: number, { sections }: Content, { post, title, excerpt }: Entry): AskedEdit => {
  const section = sections.find(({ entries }) => entries.includes(post))
  const EDITS: readonly AskedEdit[] = [
    { verb: 'title', post, text: `${title.slice(0, 60)}, told ${number} times` },
    { verb: 'excerpt', post, text: `${excerpt.slice(0, 200)} And this is new since edit ${number}.` },
    { verb: 'move', post, category: section?.category ?? '', to: number % 3 },
    { verb: 'subject', subject: `What this week was about, try ${number}` },
    {
      verb: 'note',
      note: { text: `A word of the editors, for the ${number}th time.`, signed: 'The editors' },
    },
    { verb: 'preheader', preheader: `What else there is, try ${number}` },
  ]
  return EDITS[number % EDITS.length] as AskedEdit
}

/** Edits a draft until it has so many revisions; answers with the last. */
export const editOften = async (desk: Desk, draft: Digest, revisions: number): Promise<Content> => {
  let content = await desk.digests.content(draft, draft.revision)
  for (let number = 1; ; number += 1) {
    if (content === undefined) throw new Error('The draft says nothing.')
    if (content.revision >= revisions) return content
    const entry = content.entries[number % content.entries.length] as Entry
    const by = EDITORS[number % EDITORS.length] as string
    content = (await desk.editDigest(draft, { by }, [editOf(number, content, entry)])).content
  }
}

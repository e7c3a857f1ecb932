import type { Content } from '#functions/core/entry.ts'
import type { DeskContext } from './desk-route.ts'

export type SentDeps = {}
export const sentDataOf = async (_deps: SentDeps, _c: DeskContext, _head: object, content: Content) => ({
  content,
})
export const SentPage = ({ content }: { content: Content }) => <p>{content.entries.length} entries.</p>

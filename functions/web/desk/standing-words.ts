import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Post } from '#functions/core/post.ts'
import type { InboxPlace } from '#functions/use-cases/ports.ts'

export const categoryName = ({ categories }: Pick<Newsletter, 'categories'>, id: string): string =>
  categories.find((category) => category.id === id)?.name ?? 'no category'

/** `, in News`, where an editor named a category that is still there. */
export const placedWords = (newsletter: Pick<Newsletter, 'categories'>, { placedIn }: Post): string =>
  newsletter.categories.some(({ id }) => id === placedIn)
    ? `, in ${categoryName(newsletter, placedIn ?? '')}`
    : ''

/** Where posts stand that no digest holds, as in `Looked at … in the backlog of News`. */
export const placeWords = (newsletter: Pick<Newsletter, 'categories'>, place: InboxPlace): string => {
  switch (place.place) {
    case 'fresh':
      return 'among the new posts'
    case 'placed':
      return 'among the accepted posts'
    case 'dropped':
      return 'among the dropped posts'
    case 'backlog':
      return `in the backlog of ${categoryName(newsletter, place.category)}`
  }
}

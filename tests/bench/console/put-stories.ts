import { openOf, postKey, postTextKey } from '#functions/adapters/dynamodb/content-keys.ts'
import { packJson } from '#functions/adapters/dynamodb/packed-json.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import type { Instant } from '#functions/core/instant.ts'
import type { Newsletter } from '#functions/core/newsletter.ts'
import type { Claim, Post } from '#functions/core/post.ts'
import { waitingOf } from '#functions/use-cases/waiting-of.ts'
import { dynamoClient } from '#functions/wiring/clients.ts'
import { readDeskEnv } from '#functions/wiring/env.ts'
import type { Story } from './stories.ts'

type RowOf = (post: Post) => object

const put = (stories: readonly Story[], rowOf: RowOf): Promise<void> =>
  tableOf(dynamoClient(), readDeskEnv().CONTENT_TABLE).putMany(
    stories.flatMap(({ post, text }) => [
      { ...postKey(post.newsletter, post.id), ...rowOf(post) },
      { ...postTextKey(post.newsletter, post.id), packed: packJson(text) },
    ]),
  )

/** Rows as `posts.put` writes them, of stories that wait where their date says. */
export const putWaiting = (newsletter: Newsletter, stories: readonly Story[], now: Instant): Promise<void> =>
  put(stories, (post) => ({ ...post, ...openOf(post, waitingOf(newsletter, post, now)) }))

/** Rows as they stand once the digest that took them was sent. */
export const putUsed = (stories: readonly Story[], usedIn: Claim): Promise<void> =>
  put(stories, (post) => ({ ...post, usedIn }))

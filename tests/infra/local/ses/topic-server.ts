import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { listen } from '#infra/local/listen.ts'

/** What SNS is to a process that publishes: while it is away, nothing is answered. */
export const startTopicServer = async () => {
  const topic = { away: false, messages: [] as string[], url: '' }
  const server = createServer(async (request, response) => {
    const message = new URLSearchParams(await text(request)).get('Message')
    if (topic.away || message === null) return
    topic.messages.push(message)
    response.end('<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>')
  })
  topic.url = `http://127.0.0.1:${await listen(server, 0, 'the topics')}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return topic
}

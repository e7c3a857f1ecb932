import { dynamoHistories } from '#functions/adapters/dynamodb/histories.ts'
import { dynamoSubscribers } from '#functions/adapters/dynamodb/subscribers.ts'
import { tableOf } from '#functions/adapters/dynamodb/table.ts'
import { sqsQueue } from '#functions/adapters/sqs/queue.ts'
import { Sweep } from '#functions/core/sweep.ts'
import { sweepReaders } from '#functions/use-cases/sweep-readers.ts'
import { dynamoClient, sqsClient } from './clients.ts'
import { readEnv } from './env.ts'
import { loggerFor } from './log.ts'
import { queueHandler } from './queue-handler.ts'

export const wireSweepReaders = () => {
  const env = readEnv('sweep-readers')
  const audience = tableOf(dynamoClient(), env.AUDIENCE_TABLE)
  const logger = loggerFor('sweep-readers', env.LOG_LEVEL)
  const sweep = sweepReaders({
    subscribers: dynamoSubscribers(audience),
    histories: dynamoHistories(audience),
    requests: sqsQueue(sqsClient(), env.REQUEST_QUEUE_URL),
    log: logger.log,
  })
  return queueHandler(Sweep, sweep, logger)
}

import { wireAnswerRequest } from '#functions/wiring/answer-request.ts'

export const handler = wireAnswerRequest()

import { wireRecordFeedback } from '#functions/wiring/record-feedback.ts'

export const handler = wireRecordFeedback()

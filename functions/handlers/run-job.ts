import { wireRunJob } from '#functions/wiring/run-job.ts'

export const handler = wireRunJob()

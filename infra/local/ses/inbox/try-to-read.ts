import { type Message, readMessage } from '../read-message.ts'
import type { Simulation } from '../simulation.ts'

export interface Found {
  readonly time: number
  readonly from: string
  readonly message?: Message
  readonly problem?: string
}

/** A mail whose template cannot be filled has no message, only a reason. */
export const tryToRead = (sim: Simulation, id: string): Found => {
  const index = sim.log.find(id)
  if (!index) throw new Error(`No mail ${id} was accepted`)
  const { time, from } = sim.log.read(index.call)
  try {
    return { time, from, message: readMessage(sim, id) }
  } catch (error) {
    return { time, from, problem: error instanceof Error ? error.message : String(error) }
  }
}

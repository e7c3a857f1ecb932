import type { State } from '../store/state.ts'

/** The API's EventType for each `eventType` of a payload. */
const API_TYPES: Record<string, string> = {
  Send: 'SEND',
  Delivery: 'DELIVERY',
  Bounce: 'BOUNCE',
  Complaint: 'COMPLAINT',
  Reject: 'REJECT',
  'Rendering Failure': 'RENDERING_FAILURE',
  DeliveryDelay: 'DELIVERY_DELAY',
}

/** Event destinations work only through a configuration set, and only for the types they ask for. */
export const topicsFor = (
  state: State,
  configurationSet: string | undefined,
  eventType: string,
): string[] => {
  const set = configurationSet === undefined ? undefined : state.configurationSets.get(configurationSet)
  return (set?.eventDestinations ?? [])
    .filter(({ enabled, types }) => enabled && types.includes(API_TYPES[eventType] ?? ''))
    .map(({ topicArn }) => topicArn)
}

/** The account and region that the local cloud plays. */
export const ACCOUNT = '000000000000'
export const REGION = 'us-east-1'

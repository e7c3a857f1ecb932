/** The page to which signing out leads. On any that needs a session the provider would sign in again at once. */
export const SIGNED_OUT = '/auth/out'

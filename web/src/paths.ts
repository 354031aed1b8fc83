/**
 * The paths of the client's pages, which the server answers with the client; all others are the server's own.
 * A test wants this list and src/routes.ts to be the same.
 */
export const paths = [
  '/',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/auth/google',
  '/onboarding',
  '/onboarding/{step}',
  '/today',
  '/more',
]

import type { ComponentType } from 'preact'
import type { Area } from './i18n/messages'

/**
 * Who may open a page: anyone; guest: who is signed out (others go home); person: who is signed in;
 * member: who has completed the onboarding (others are sent there).
 */
export type Access = 'anyone' | 'guest' | 'person' | 'member'

export interface Page {
  /** As in src/paths.ts, where it stands too. */
  path: string
  access: Access
  /** Message areas that the page uses besides shell. */
  areas: Area[]
  load: () => Promise<{ default: ComponentType<PageProps> }>
}

export interface PageProps {
  /** What stood in the braces of the path. */
  params: Record<string, string>
}

/** Every page. Each is a chunk of its own that is loaded when it is opened. */
export const pages: Page[] = [
  { path: '/', access: 'guest', areas: ['welcome'], load: () => import('./pages/welcome/Welcome') },
  { path: '/sign-in', access: 'guest', areas: ['account'], load: () => import('./pages/account/SignIn') },
  { path: '/sign-up', access: 'guest', areas: ['account'], load: () => import('./pages/account/SignUp') },
  { path: '/forgot-password', access: 'guest', areas: ['account'], load: () => import('./pages/account/Forgot') },
  { path: '/auth/google', access: 'anyone', areas: ['account'], load: () => import('./pages/account/Google') },
  { path: '/onboarding', access: 'person', areas: ['onboarding'], load: () => import('./pages/onboarding/Onboarding') },
  { path: '/onboarding/{step}', access: 'person', areas: ['onboarding'], load: () => import('./pages/onboarding/Onboarding') },
  { path: '/today', access: 'member', areas: ['today'], load: () => import('./pages/today/Today') },
  { path: '/more', access: 'person', areas: ['more'], load: () => import('./pages/more/More') },
]

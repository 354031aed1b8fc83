export default {
  title: 'Your own coach runs here',
  lead: 'A training plan, a meal plan and a day’s schedule, set up with you once. Then it helps you carry them out, and adapts when life gets in the way.',
  signUp: 'Create an account',
  once: 'Asked once: what you tell it is kept and never asked again.',
  yours: 'You decide: nothing changes your plan without your yes.',
  why: 'Every figure can say where it comes from.',
  guidance: 'Guidance only: Spotter does not diagnose or treat. In an emergency, call your local emergency number.',
  api: 'The API, to read and try',
} as const

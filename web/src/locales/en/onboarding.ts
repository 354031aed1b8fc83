export default {
  title: 'Getting to know you',
} as const

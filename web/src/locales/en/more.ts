export default {
  look: 'Appearance',
  theme: 'Light or dark',
  system: 'As the device',
  light: 'Light',
  dark: 'Dark',
  signOut: 'Sign out',
} as const

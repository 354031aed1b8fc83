/** Our own drawings, on a grid of 24, as lines. */
const drawings = {
  today: 'M5 5h14v15H5zM5 10h14M9 3v4M15 3v4M9 14.5l2.2 2.2 4-4.2',
  coach: 'M4 5h16v11h-8l-5 4v-4H4zM8.5 9.5h7M8.5 12.5h4',
  meals: 'M7 3v7a2.5 2.5 0 0 0 5 0V3M9.5 3v18M17 3c-2 2-2.6 5-2.6 9H17zm0 9v9',
  progress: 'M4 20V4M4 20h16M7.5 16l4-5 3 2.6L20 7',
  more: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  next: 'M9.5 5.5 16 12l-6.5 6.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  alert: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17v.6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6v.6',
  dumbbell: 'M3 10v4M6 7v10M18 7v10M21 10v4M6 12h12',
  water: 'M12 3.5c3.5 4.2 6 7.4 6 10.5a6 6 0 0 1-12 0c0-3.1 2.5-6.3 6-10.5z',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  key: 'M8.5 9a4 4 0 1 0 0 6 4 4 0 0 0 0-6zM11.5 12H21v3.5M17 12v2.5',
  settings: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  leave: 'M10 4H5v16h5M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  swap: 'M4 8h14l-3.5-3.5M20 16H6l3.5 3.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.5l3.5 2',
  offline: 'M3 3l18 18M4 10.5A12 12 0 0 1 9 7.6M20 10.5a12 12 0 0 0-7-3.4M8 15a6 6 0 0 1 4-1.5c1.6 0 3 .6 4 1.5M12 18.5v.6',
} as const

export type IconName = keyof typeof drawings

/** Icon is decoration: what it means stands in words beside it, or in the label of its button. */
export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  )
}

/** The mark of the product. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="var(--accent)" aria-hidden="true" focusable="false">
      <path d="M3 12h4v8H3zM25 12h4v8h-4zM7 8h4v16H7zM21 8h4v16h-4zM11 14h10v4H11z" />
    </svg>
  )
}
